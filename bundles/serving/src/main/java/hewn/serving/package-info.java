/**
 * Inference for clients, in the protocols that they speak already.
 */
package hewn.serving;
