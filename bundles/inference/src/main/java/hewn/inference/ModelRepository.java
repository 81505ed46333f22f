package hewn.inference;

import hewn.graph.LayerRange;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The models that a gateway keeps, and the slices made of them. Safe for use by several threads.
 */
@ProviderType
public interface ModelRepository {
    /**
     * Reads a model, refuses it or keeps it. What is kept survives a crash at any moment, whole.
     *
     * @param id its name and version
     * @param folder the model's files, which are copied
     * @return the model as it is kept
     * @throws ModelException if the model is refused, or the version is there already with other content
     * @throws IOException if copying fails
     */
    StoredModel add(ModelId id, Path folder) throws ModelException, IOException;

    /**
     * All models.
     *
     * @return sorted by name and version
     */
    List<ModelId> list();

    /**
     * One model.
     *
     * @param id its name and version
     * @return the model, or empty if it is not kept
     * @throws ModelException if it was damaged since it was added
     */
    Optional<StoredModel> find(ModelId id) throws ModelException;

    /**
     * Cuts a slice, or finds it if it was cut before, and serves it by its digest.
     *
     * @param model one that is kept
     * @param signature the name of one of its signatures
     * @param layers which layers
     * @return the slice
     * @throws ModelException if the model can't be cut so
     * @throws IOException if writing fails
     */
    Slice slice(StoredModel model, String signature, LayerRange layers) throws ModelException, IOException;

    /**
     * Deletes all slices but these. What is deleted can be cut again, and what is being read is read to its end. The caller
     * sees to it that nothing is cut meanwhile that is to stay.
     *
     * @param needed the digests of what may be fetched; others than are kept are ignored
     * @return how many were deleted
     * @throws IOException if deleting fails
     */
    int keepSlices(Set<Digest> needed) throws IOException;

    /**
     * Forgets a model. Slices that no other model has in common are deleted.
     *
     * @param id its name and version
     * @return whether it was there
     * @throws IOException if deleting fails
     */
    boolean remove(ModelId id) throws IOException;
}
