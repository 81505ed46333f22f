package hewn.serving.oip;

import hewn.tensor.TensorSpec;

/**
 * An output that a client wants.
 *
 * @param spec what the model gives
 * @param binary whether it is wanted behind the JSON, raw
 */
record RequestedOutput(TensorSpec spec, boolean binary) {}
