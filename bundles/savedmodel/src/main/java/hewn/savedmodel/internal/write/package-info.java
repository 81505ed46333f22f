/** Writes layers as SavedModels of their own. */
package hewn.savedmodel.internal.write;
