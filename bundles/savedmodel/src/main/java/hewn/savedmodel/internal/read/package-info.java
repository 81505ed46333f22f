/** The file {@code saved_model.pb}: its graph for serving and the signatures by which it is called. */
package hewn.savedmodel.internal.read;
