/* The weights of the model. A linker script may place the section in any readable memory. */
  .syntax unified
  .section .rodata.@prefix@_weights, "a", %progbits
  .balign 16
  .global @prefix@_weights
  .global @prefix@_weights_end
@prefix@_weights:
  .incbin "@prefix@_weights.bin"
@prefix@_weights_end:
