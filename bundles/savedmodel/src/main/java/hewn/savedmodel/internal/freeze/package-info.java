/** Puts the values of variables into a graph as constants. */
package hewn.savedmodel.internal.freeze;
