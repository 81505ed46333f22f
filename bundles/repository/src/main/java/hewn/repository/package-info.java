/**
 * Models and their slices on disk, and the way in which devices get slices.
 *
 * <p>Below the gateway's data folder: {@code models/NAME/VERSION/} has the files of a model and their checksums; {@code
 * slices/sha256/DIGEST/} has a slice; {@code slices/cuts/NAME/VERSION/} tells which slices were cut from a model. Whatever
 * begins with a dot is being made or deleted, and is cleared away when the gateway starts.
 */
package hewn.repository;
