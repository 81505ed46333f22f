/** Expands function calls, which TensorFlow 2 and Keras put everything into. */
package hewn.savedmodel.internal.inline;
