/** A checkout of neuralSPOT: `HILBENCH_NEURALSPOT`. It is not part of the project. */
export const NEURALSPOT = process.env.HILBENCH_NEURALSPOT ?? '';

export const haveNeuralSpot = NEURALSPOT !== '';

if (!haveNeuralSpot) {
  process.stderr.write(
    'HILBENCH_NEURALSPOT names no checkout of neuralSPOT: tests of the engine tflm are skipped.\n',
  );
}
