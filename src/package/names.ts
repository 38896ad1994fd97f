import { createHash } from 'node:crypto';

const LONGEST = 40;
const HASH_DIGITS = 8;

/** Keywords of C11 and C++20, and what a program cannot name a header or a macro family after. */
const RESERVED = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class
  co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype default
  delete do double dynamic_cast else enum explicit export extern false final float for friend goto if import inline
  int int16 int32 int64 int8 long module mutable namespace new noexcept not not_eq nullptr operator or or_eq override
  private protected public register reinterpret_cast requires restrict return short signed sizeof static
  static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename typeof
  uint16 uint32 uint64 uint8 union unsigned using virtual void volatile wchar_t while xor xor_eq assert complex ctype
  errno fenv inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio
  stdlib stdnoreturn string tgmath threads time uchar wchar wctype main linux unix arm std sig e f am hb c m gcc
  example semihosting startup tensors model weights binary conv_2d copy depthwise_conv_2d lut pool_2d quantize reduce
  reshape resize softmax transpose_conv`.split(/\s+/),
);

/** The names that a package goes by. */
export interface PackageNames {
  /** Lower case letters, digits and `_`; begins with a letter. Of functions, files and folders. */
  readonly prefix: string;
  /** The same in upper case. Of constants. */
  readonly upper: string;
}

/**
 * Makes C names of any text. Names that need no change stay; all others end in a hash of the text, so that
 * different models never get the same names.
 */
export function packageNames(model_name: string): PackageNames {
  const plain = model_name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const taken = RESERVED.has(plain) || plain.startsWith('hb_');
  const named = /^[a-z]/.test(plain) && !taken ? plain : `model_${plain}`.replace(/_$/, '');
  const prefix =
    named === model_name && named.length <= LONGEST
      ? named
      : `${named.slice(0, LONGEST - HASH_DIGITS - 1).replace(/_$/, '')}_${hash(model_name)}`;
  return { prefix, upper: prefix.toUpperCase() };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
}
