import { _ as PADDINGS, b as modelError, g as BUILTIN_OPTIONS_2, h as BUILTIN_OPTIONS, o as OPERATOR, p as ACTIVATIONS } from "./main-flatbuffers.js";

// src/model/options.ts
function fields(...list) {
	return list.map(([name, slot, kind, absent]) => ({
		name,
		slot,
		kind,
		...absent !== void 0 && { absent }
	}));
}
const ACTIVATION = "fused_activation_function";
/** The options that are taken apart: their fields, and where they stand in the table. */
const OPTIONS_FIELDS = {
	Conv2DOptions: fields([
		"padding",
		0,
		"padding"
	], [
		"stride_w",
		1,
		"stride"
	], [
		"stride_h",
		2,
		"stride"
	], [
		ACTIVATION,
		3,
		"activation"
	], [
		"dilation_w_factor",
		4,
		"stride",
		1
	], [
		"dilation_h_factor",
		5,
		"stride",
		1
	]),
	DepthwiseConv2DOptions: fields([
		"padding",
		0,
		"padding"
	], [
		"stride_w",
		1,
		"stride"
	], [
		"stride_h",
		2,
		"stride"
	], [
		"depth_multiplier",
		3,
		"int32"
	], [
		ACTIVATION,
		4,
		"activation"
	], [
		"dilation_w_factor",
		5,
		"stride",
		1
	], [
		"dilation_h_factor",
		6,
		"stride",
		1
	]),
	TransposeConvOptions: fields([
		"padding",
		0,
		"padding"
	], [
		"stride_w",
		1,
		"stride"
	], [
		"stride_h",
		2,
		"stride"
	], [
		ACTIVATION,
		3,
		"activation"
	]),
	Pool2DOptions: fields([
		"padding",
		0,
		"padding"
	], [
		"stride_w",
		1,
		"stride"
	], [
		"stride_h",
		2,
		"stride"
	], [
		"filter_width",
		3,
		"stride"
	], [
		"filter_height",
		4,
		"stride"
	], [
		ACTIVATION,
		5,
		"activation"
	]),
	FullyConnectedOptions: fields([
		ACTIVATION,
		0,
		"activation"
	], [
		"weights_format",
		1,
		"int8"
	], [
		"keep_num_dims",
		2,
		"bool"
	]),
	SoftmaxOptions: fields([
		"beta",
		0,
		"float32"
	]),
	ReshapeOptions: fields([
		"new_shape",
		0,
		"int32s"
	]),
	AddOptions: fields([
		ACTIVATION,
		0,
		"activation"
	], [
		"pot_scale_int16",
		1,
		"bool",
		1
	]),
	SubOptions: fields([
		ACTIVATION,
		0,
		"activation"
	], [
		"pot_scale_int16",
		1,
		"bool",
		1
	]),
	MulOptions: fields([
		ACTIVATION,
		0,
		"activation"
	]),
	ConcatenationOptions: fields([
		"axis",
		0,
		"int32"
	], [
		ACTIVATION,
		1,
		"activation"
	]),
	ReducerOptions: fields([
		"keep_dims",
		0,
		"bool"
	]),
	LeakyReluOptions: fields([
		"alpha",
		0,
		"float32"
	]),
	PackOptions: fields([
		"values_count",
		0,
		"int32"
	], [
		"axis",
		1,
		"int32"
	]),
	UnpackOptions: fields([
		"num",
		0,
		"int32"
	], [
		"axis",
		1,
		"int32"
	]),
	SplitOptions: fields([
		"num_splits",
		0,
		"int32"
	]),
	SplitVOptions: fields([
		"num_splits",
		0,
		"int32"
	]),
	MirrorPadOptions: fields([
		"mode",
		0,
		"int8"
	]),
	StridedSliceOptions: fields([
		"begin_mask",
		0,
		"int32"
	], [
		"end_mask",
		1,
		"int32"
	], [
		"ellipsis_mask",
		2,
		"int32"
	], [
		"new_axis_mask",
		3,
		"int32"
	], [
		"shrink_axis_mask",
		4,
		"int32"
	], [
		"offset",
		5,
		"bool"
	]),
	ResizeNearestNeighborOptions: fields([
		"align_corners",
		0,
		"bool"
	], [
		"half_pixel_centers",
		1,
		"bool"
	]),
	ResizeBilinearOptions: fields([
		"align_corners",
		2,
		"bool"
	], [
		"half_pixel_centers",
		3,
		"bool"
	]),
	CallOnceOptions: fields([
		"init_subgraph_index",
		0,
		"int32"
	]),
	IfOptions: fields([
		"then_subgraph_index",
		0,
		"int32"
	], [
		"else_subgraph_index",
		1,
		"int32"
	]),
	WhileOptions: fields([
		"cond_subgraph_index",
		0,
		"int32"
	], [
		"body_subgraph_index",
		1,
		"int32"
	]),
	VarHandleOptions: fields([
		"container",
		0,
		"string"
	], [
		"shared_name",
		1,
		"string"
	])
};
/** The options of the operator in `table`. @throws `MODEL_BAD_OPTIONS` for values that no op can have */
function readOptions(table) {
	const code = table.uint8(OPERATOR.builtin_options_type);
	if (code === 0) return {
		type: "other",
		union: unionName(BUILTIN_OPTIONS_2, table.uint8(OPERATOR.builtin_options_2_type), table)
	};
	const union = unionName(BUILTIN_OPTIONS, code, table);
	const options = table.table(OPERATOR.builtin_options, `the options of ${table.what}`);
	if (options === void 0) throw bad(table, `say ${union} but are not in the file`);
	if (!Object.hasOwn(OPTIONS_FIELDS, union)) return {
		type: "other",
		union
	};
	const type = union;
	const values = OPTIONS_FIELDS[type].map((field) => [field.name, readField(table, options, field)]);
	return {
		type,
		...Object.fromEntries(values)
	};
}
function readField(operator, options, field) {
	const { name, slot } = field;
	switch (field.kind) {
		case "padding": return enumValue(PADDINGS, options.int8(slot), operator, name);
		case "activation": return enumValue(ACTIVATIONS, options.int8(slot), operator, name);
		case "bool": return options.bool(slot, field.absent === 1);
		case "int8": return options.int8(slot);
		case "int32": return options.int32(slot, field.absent);
		case "int32s": return options.int32s(slot);
		case "string": return options.string(slot);
		case "float32": {
			const value = options.float32(slot);
			if (!Number.isFinite(value)) throw bad(operator, `have ${name} ${value}`);
			return value;
		}
		case "stride": {
			const value = options.int32(slot, field.absent);
			if (value < 1) throw bad(operator, `have ${name} ${value}; it must be at least 1`);
			return value;
		}
	}
}
function enumValue(names, value, operator, field) {
	const name = names[value];
	if (name === void 0) throw bad(operator, `have ${field} ${value}, which the schema does not know`);
	return name;
}
function unionName(names, value, operator) {
	const name = names[value];
	if (name === void 0) throw bad(operator, `are of kind ${value}, which the schema does not know`);
	return name;
}
function bad(operator, reason) {
	return modelError("BAD_OPTIONS", `The options of ${operator.what} ${reason}.`);
}

export { readOptions as n, OPTIONS_FIELDS as t };