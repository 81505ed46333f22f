package hewn.savedmodel.internal.read;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.Slice;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tensorflow.proto.SavedModel;

/**
 * Reads {@code saved_model.pb}.
 *
 * <p>The file is mapped, and large byte strings within the message stay views of the mapping: what is taken from the
 * heap is the structure alone, and {@link WireBudget} bounds that before it is built.
 */
public final class SavedModelFile {
    private static final String EXPORT_AGAIN = "Export the model again and copy all its files.";

    private SavedModelFile() {}

    /**
     * Reads the file of one model.
     *
     * @param folder the model's folder
     * @param limits how large the file may be
     * @return the message that it holds
     * @throws ModelException if the file is missing, too large or damaged
     */
    public static SavedModel read(Path folder, ModelLimits limits) throws ModelException {
        Path file = folder.resolve(Slice.FILE);
        requireFile(folder, file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            requireSize(channel.size(), limits);
            return parse(channel.map(MapMode.READ_ONLY, 0, channel.size()));
        } catch (InvalidProtocolBufferException damaged) {
            throw new ModelException(Slice.FILE, "is damaged (truncated or not a SavedModel)", EXPORT_AGAIN, damaged);
        } catch (IOException unreadable) {
            throw new ModelException(
                    Slice.FILE, "cannot be read: " + unreadable, "Check the file's permissions and disk.", unreadable);
        }
    }

    private static SavedModel parse(MappedByteBuffer bytes) throws IOException, ModelException {
        WireBudget.check(bytes);
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
        input.enableAliasing(true);
        SavedModel model = SavedModel.parseFrom(input);
        input.checkLastTagWas(0);
        return model;
    }

    private static void requireFile(Path folder, Path file) throws ModelException {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(
                    folder.toString(), "is no folder", "Give the folder that holds " + Slice.FILE + ".");
        }
        if (!Files.isRegularFile(file)) {
            boolean text = Files.isRegularFile(folder.resolve("saved_model.pbtxt"));
            throw new ModelException(
                    Slice.FILE,
                    text ? "is missing; only its text form is there" : "is missing",
                    text
                            ? "Export the model in binary form."
                            : "Give the folder of one model version, the one that holds " + Slice.FILE + ".");
        }
    }

    private static void requireSize(long size, ModelLimits limits) throws ModelException {
        if (size == 0) {
            throw new ModelException(Slice.FILE, "is empty", EXPORT_AGAIN);
        }
        long most = Math.min(limits.graphBytes(), Integer.MAX_VALUE);
        if (size > most) {
            throw new ModelException(
                    Slice.FILE,
                    "has " + size + " bytes, and the limit is " + most,
                    "Keep the weights in variables rather than in the graph, or raise the limit.");
        }
    }
}
