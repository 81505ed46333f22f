/** SavedModels to layer graphs and slices, without any native code. */
package hewn.savedmodel;
