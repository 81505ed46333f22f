/**
 * The Open Inference Protocol, version 2, with its binary and its model repository extension.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
package hewn.serving.oip;
