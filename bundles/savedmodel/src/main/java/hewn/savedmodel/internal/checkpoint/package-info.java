/**
 * Reads the variables of a SavedModel without native code: a table of entries, and shards that hold the bytes.
 *
 * <p>The table {@code variables.index} has LevelDB's format (leveldb/doc/table_format.md); its values are the messages
 * of tensorflow/core/protobuf/tensor_bundle.proto. Nothing that a file claims is believed before it is checked against
 * the size of that file.
 */
package hewn.savedmodel.internal.checkpoint;
