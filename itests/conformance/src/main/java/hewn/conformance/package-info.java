/**
 * Holds a server against the inference protocols that clients speak. Knows nothing of Hewn: any server will do that
 * serves the model {@code half_plus_three}.
 */
package hewn.conformance;
