package hewn.engine.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import hewn.inference.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/**
 * The graph to serve from a SavedModel's folder.
 *
 * @param path the folder
 * @param metaGraph the graph with the tag {@code serve}; its weights lie in the mapped file, not in the heap
 */
record SavedModelFolder(Path path, MetaGraphDef metaGraph) {
    /** The tag of the graph that is meant for serving. */
    static final String SERVE = "serve";

    private static final String FILE = "saved_model.pb";

    /**
     * Reads the graph file.
     *
     * @param path the folder
     * @return what is in it
     * @throws EngineException if the file is absent or damaged, or has nothing to serve
     */
    static SavedModelFolder read(Path path) throws EngineException {
        for (MetaGraphDef metaGraph : parse(path.resolve(FILE)).getMetaGraphsList()) {
            if (metaGraph.getMetaInfoDef().getTagsList().contains(SERVE)) {
                return new SavedModelFolder(path, metaGraph);
            }
        }
        throw new EngineException(path.resolve(FILE) + " has no graph with the tag '" + SERVE + "'");
    }

    /**
     * Tells whether the graph file is all that there is.
     *
     * @return false if variables, assets or an initialiser come on top
     */
    boolean isOneFile() {
        return !Files.exists(path.resolve("variables"))
                && !Files.exists(path.resolve("assets"))
                && !metaGraph.containsCollectionDef("saved_model_main_op")
                && !metaGraph.containsCollectionDef("legacy_init_op")
                && !metaGraph.containsSignatureDef("__saved_model_init_op");
    }

    /**
     * What to call the model in a message.
     *
     * @return the path
     */
    String name() {
        return path.toString();
    }

    private static SavedModel parse(Path file) throws EngineException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return parse(content);
        } catch (InvalidProtocolBufferException damaged) {
            throw new EngineException(file + " is damaged (truncated or not a SavedModel)", damaged);
        } catch (IOException absent) {
            throw new EngineException("cannot read " + file + ": " + absent, absent);
        } catch (IllegalArgumentException tooLarge) {
            throw new EngineException(file + " is larger than the 2 GiB that a graph file may have", tooLarge);
        }
    }

    private static SavedModel parse(ByteBuffer content) throws IOException {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
        in.enableAliasing(true); // bytes fields become views of the mapped file
        return SavedModel.parseFrom(in);
    }
}
