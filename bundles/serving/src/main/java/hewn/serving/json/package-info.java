/**
 * Tensors from JSON and to JSON, straight between text and primitive buffers.
 */
package hewn.serving.json;
