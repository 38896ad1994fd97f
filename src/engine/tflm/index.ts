import type { Graph } from '../../model/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Engine, EngineBuild, ExternalCode, InterpreterNeeds } from '../types.ts';
import { builtinOps, methodsFor, opMethods, opsHeader } from './ops.ts';

/** A version of the interpreter: TensorFlow Lite Micro or heliaRT, as static libraries with headers. */
export interface InterpreterRuntime {
  readonly version: string;
  /** Absolute; headers, libraries and licences are in it. */
  readonly dir: string;
  readonly include_dirs: readonly string[];
  /** Static library by what an image is for. */
  readonly archives: Readonly<Record<'link' | 'power', string>>;
  /** Text of `micro_mutable_op_resolver.h`. */
  readonly op_resolver: string;
  /** Hash of headers and libraries. */
  readonly identity: string;
}

const TEMPLATE_FOLDER = 'engine/tflm';
const SOURCES = ['hb_engine_tflm.cc', 'hb_tflm_log.cc'].map((source) => `${TEMPLATE_FOLDER}/${source}`);
/** How many refused layers one error names. */
const MAX_REFUSALS_SHOWN = 10;
/** The libraries are built with it: it decides the layout of structures. */
const STATIC_MEMORY = 'TF_LITE_STATIC_MEMORY';
/** Those of the headers would print, and there is no stdio; what they check of a model is checked before. */
const NO_ASSERTIONS = 'NDEBUG';
/** The library of the power image is built with it; with it there are no events of layers and no messages. */
const STRIPPED = 'TF_LITE_STRIP_ERROR_STRINGS';

function externalCode(runtime: InterpreterRuntime, variant: 'link' | 'power'): ExternalCode {
  return {
    dir: runtime.dir,
    include_dirs: runtime.include_dirs,
    defines: [STATIC_MEMORY, NO_ASSERTIONS, ...(variant === 'power' ? [STRIPPED] : [])],
    archives: [runtime.archives[variant]],
    identity: runtime.identity,
  };
}

/** In every subgraph: the runtime prepares all of them, whichever are run. */
function refuseUnknownOps(graph: Graph, builtin: ReadonlySet<string>, version: string): void {
  const unknown = graph.subgraphs.flatMap((subgraph) =>
    subgraph.operators.flatMap(({ op, index }) => {
      if (op === 'CUSTOM' || builtin.has(op)) return [];
      const where = subgraph.index === 0 ? '' : ` of subgraph ${subgraph.index}`;
      return [`layer ${index}${where} (${op})`];
    }),
  );
  if (unknown.length === 0) return;
  const shown = unknown.slice(0, MAX_REFUSALS_SHOWN).join(', ');
  const more = unknown.length - MAX_REFUSALS_SHOWN;
  throw new HilbenchError({
    kind: 'input',
    code: 'ENGINE_UNSUPPORTED_OP',
    message: `The runtime ${version} has no such op: ${shown}${more > 0 ? `, and ${more} more` : ''}.`,
    hint: 'Replace these layers in the model, or choose a --tensorflow-version that has the op.',
  });
}

/** Of every subgraph: the runtime prepares all of them. */
function needsOf(graph: Graph, op_resolver: string): InterpreterNeeds {
  const operators = graph.subgraphs.flatMap((subgraph) => subgraph.operators);
  return {
    op_methods: methodsFor(op_resolver, operators),
    resource_variables: operators.filter(({ op }) => op === 'VAR_HANDLE').length,
  };
}

/**
 * The interpreter as an engine. Its image has every op and no model: the blob is the `.tflite` file, and one image
 * runs all of them.
 */
export function createTflmEngine(runtime: InterpreterRuntime): Engine {
  const generated = [
    { path: 'hb_tflm_ops.h', content: opsHeader(runtime.version, opMethods(runtime.op_resolver)) },
  ];
  const builtin = builtinOps(runtime.op_resolver);
  const external = { link: externalCode(runtime, 'link'), power: externalCode(runtime, 'power') };
  return {
    name: 'tflm',
    ops: new Set([...builtin, 'CUSTOM']),
    prepare(graph: Graph): EngineBuild {
      const [main] = graph.subgraphs;
      if (main === undefined) throw new Error('a graph has at least one subgraph');
      if (main.operators.length === 0) {
        throw new HilbenchError({
          kind: 'input',
          code: 'ENGINE_UNSUPPORTED_OPTION',
          message: 'The model has no layers, and the interpreter has nothing to run.',
          hint: 'Export the model again.',
        });
      }
      refuseUnknownOps(graph, builtin, runtime.version);
      return {
        engine: 'tflm',
        version: runtime.version,
        template_folders: [TEMPLATE_FOLDER],
        template_sources: SOURCES,
        generated,
        interpreter: needsOf(graph, runtime.op_resolver),
        external,
        blob: graph.file,
        layers: main.operators.map((operator) => operator.index),
      };
    },
  };
}
