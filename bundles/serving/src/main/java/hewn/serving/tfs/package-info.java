/**
 * TensorFlow Serving's REST API.
 *
 * @see <a href="https://www.tensorflow.org/tfx/serving/api_rest">RESTful API of TensorFlow Serving</a>
 */
package hewn.serving.tfs;
