/** What operations there are, which of them may run, and what they take and give. */
package hewn.savedmodel.internal.op;
