/** What a model may do: compute, and nothing else. */
package hewn.savedmodel.internal.policy;
