import { describe, expect, it } from 'vitest';
import { builtinOps, methodsFor, opMethods, opsHeader } from './ops.ts';

const HEADER = `
// TfLiteStatus AddCommentedOut();
/* TfLiteStatus AddGone(); */
template <unsigned int tOpCount>
class MicroMutableOpResolver : public MicroOpResolver {
  TfLiteStatus AddCustom(const char* name, const TFLMRegistration* registration) {}
  TfLiteStatus AddRelu6() { return AddBuiltin(BuiltinOperator_RELU6, Register_RELU6(), ParseRelu6); }
  TfLiteStatus AddAdd(const TFLMRegistration& registration = Register_ADD()) {
    return AddBuiltin(BuiltinOperator_ADD, registration, ParseAdd);
  }
  TfLiteStatus
  AddUnidirectionalSequenceLSTM(
      const TFLMRegistration& registration = Register_UNIDIRECTIONAL_SEQUENCE_LSTM()) {}
  TfLiteStatus AddAdd(int overload);
 private:
  TfLiteStatus AddBuiltin(tflite::BuiltinOperator op, const TFLMRegistration& registration) {}
};`;

describe('ops of a runtime', () => {
  it('are found once each, without those in comments and those that take a registration', () => {
    expect(opMethods(HEADER)).toEqual(['AddAdd', 'AddRelu6', 'AddUnidirectionalSequenceLSTM']);
  });

  it('the built-in ones have their names in the schema', () => {
    expect(builtinOps(HEADER)).toEqual(new Set(['RELU6', 'ADD']));
  });

  it('become a header that counts and names them', () => {
    const text = opsHeader('ns_tflm_v1_7_0', ['AddAdd', 'AddRelu6']);
    expect(text).toContain('#define HB_TFLM_OP_COUNT 2\n');
    expect(text).toContain('#define HB_TFLM_VERSION "ns_tflm_v1_7_0"');
    expect(text).toContain('#define HB_TFLM_OPS(ADD) \\\n  ADD(AddAdd) \\\n  ADD(AddRelu6)\n');
  });

  it('a header without any is refused', () => {
    expect(() => opMethods('class MicroMutableOpResolver {};')).toThrowError(
      expect.objectContaining({ code: 'ENGINE_RUNTIME_UNKNOWN' }),
    );
  });
});

describe('the methods for the ops of one model', () => {
  const header = `
  TfLiteStatus AddConv2D(const TFLMRegistration& registration = Register_CONV_2D()) {
    return AddBuiltin(BuiltinOperator_CONV_2D, registration,
                      ParseConv2D);
  }
  TfLiteStatus AddConv3D() { return AddBuiltin(BuiltinOperator_CONV_3D, Register_CONV_3D()); }
  // TfLiteStatus AddGone() { return AddBuiltin(BuiltinOperator_CONV_2D, Register_CONV_2D()); }
  TfLiteStatus AddDelay() { return AddCustom("SignalDelay", Register_DELAY()); }
  TfLiteStatus AddNpu() { return AddCustom(GetString_NPU(), Register_NPU()); }
 private:
  TfLiteStatus AddBuiltin(tflite::BuiltinOperator op, const TFLMRegistration& registration) {}`;
  const methods = (...ops: readonly string[]) =>
    methodsFor(
      header,
      ops.map((op) => (/^[A-Z0-9_]+$/.test(op) ? { op } : { op: 'CUSTOM', custom_name: op })),
    );

  it('are those and no others, each once', () => {
    expect(methods('CONV_2D', 'CONV_2D')).toEqual(['AddConv2D']);
    expect(methods('CONV_2D', 'SignalDelay')).toEqual(['AddConv2D', 'AddDelay']);
  });

  it('are also those that do not say what they register, where a custom op is not spelt out', () => {
    expect(methods('CONV_3D', 'npu-op')).toEqual(['AddConv3D', 'AddNpu']);
  });
});
