/** A SavedModel that was read, and the rooms in which that is done. */
package hewn.savedmodel.internal;
