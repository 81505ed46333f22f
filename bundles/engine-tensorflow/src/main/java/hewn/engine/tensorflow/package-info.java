/**
 * Runs SavedModels with TensorFlow's native library, through its C interface.
 *
 * <p>What is rare (loading, checking) is plain Java over TensorFlow's protocol buffers; what happens at every call is one
 * copy of each input, one native call, and one copy of each output.
 */
package hewn.engine.tensorflow;
