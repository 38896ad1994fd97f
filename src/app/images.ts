import type { RunConfig } from '../config/run.ts';
import { createNeuralspotBuilder, type NeuralspotBuilderOptions } from '../firmware/neuralspot/build.ts';
import { requireCheckout } from '../firmware/neuralspot/checkout.ts';
import type { ImageBuilder } from '../firmware/types.ts';

/** What of a run decides on the SDK that its images are built with. */
export type SdkChoice = Pick<
  RunConfig,
  'neuralspot_rootdir' | 'ambiqsuite_version' | 'tensorflow_version' | 'tflm_location'
>;

/** Nothing said: the checkout around the working folder, and the versions it and the platform file name. */
export const DEFAULT_SDK: SdkChoice = {
  neuralspot_rootdir: 'auto',
  ambiqsuite_version: 'auto',
  tensorflow_version: 'auto',
  tflm_location: 'auto',
};

const SDK_PORT = 'neuralspot';

/** A builder that hands images for the port on neuralSPOT to the SDK's Makefile, and all others to `ours`. */
export function buildersByPort(
  ours: ImageBuilder,
  choice: SdkChoice,
  firmware: Pick<NeuralspotBuilderOptions, 'templatesDir' | 'storeDir' | 'log' | 'search_path'>,
  cwd: string,
): ImageBuilder {
  return {
    async build(request) {
      const { platform } = request;
      if (platform.port !== SDK_PORT) return await ours.build(request);
      const root = await requireCheckout(choice.neuralspot_rootdir, cwd, `Firmware for ${platform.name}`);
      const builder = createNeuralspotBuilder({
        ...firmware,
        root,
        ambiqsuite: choice.ambiqsuite_version,
        tensorflow: choice.tensorflow_version,
        in_itcm: choice.tflm_location === 'ITCM',
      });
      return await builder.build(request);
    },
  };
}
