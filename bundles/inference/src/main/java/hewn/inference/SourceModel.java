package hewn.inference;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A model that was read and found fit to be served. Safe for use by several threads.
 */
@ProviderType
public interface SourceModel {
    /**
     * The ways to call it.
     *
     * @return at least one, {@link Signature#DEFAULT_NAME} first if it is there, the others by name
     */
    List<Signature> signatures();

    /**
     * What one signature computes.
     *
     * @param signature the name of one of {@link #signatures()}
     * @return its layers and cuts; the same at every call and after every reading of the same files
     * @throws IllegalArgumentException if there is no such signature
     */
    LayerGraph layers(String signature);

    /**
     * Which layer each operation belongs to.
     *
     * @param signature the name of one of {@link #signatures()}
     * @return the index of the layer by the operation's name, which it has in every slice; operations that only compute
     *     constants belong to none. Empty if the reader can't tell
     * @throws IllegalArgumentException if there is no such signature
     */
    default Map<String, Integer> operations(String signature) {
        return Map.of();
    }

    /**
     * Writes some layers of one signature as a SavedModel of their own.
     *
     * <p>The slice takes a part of the cut set before it and computes a part of the cut set behind it; what both have in
     * common bypasses it. The same layers of the same model give the same bytes.
     *
     * @param signature the name of one of {@link #signatures()}
     * @param layers which of its layers
     * @param folder where {@code saved_model.pb} is written; created if absent
     * @return what was written
     * @throws IllegalArgumentException if there is no such signature, or the layers are not all in its graph
     * @throws ModelException if the slice would be larger than its format allows, or a weight is damaged
     * @throws IOException if writing fails
     */
    Slice writeSlice(String signature, LayerRange layers, Path folder) throws ModelException, IOException;
}
