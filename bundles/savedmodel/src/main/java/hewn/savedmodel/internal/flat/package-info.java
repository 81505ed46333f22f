/** Graphs without function calls, made of immutable nodes. */
package hewn.savedmodel.internal.flat;
