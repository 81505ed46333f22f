/** Groups operations to layers, and puts these into one order that may be cut anywhere. */
package hewn.savedmodel.internal.layer;
