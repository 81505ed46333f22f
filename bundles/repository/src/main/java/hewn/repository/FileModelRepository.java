package hewn.repository;

import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.ModelReader;
import hewn.inference.ModelRepository;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.Lock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models and slices in the gateway's data folder, which is the framework property {@code hewn.data}. See the package for
 * what lies where.
 */
@Component(immediate = true) // what was read of models outlives its users
public final class FileModelRepository implements ModelRepository {
    private static final Logger LOG = LoggerFactory.getLogger(FileModelRepository.class);
    private static final Comparator<ModelId> ORDER =
            Comparator.comparing(ModelId::name).thenComparingLong(ModelId::version);

    private final ModelReader reader;
    private final ModelLimits limits;
    private final ModelFiles files;
    private final SliceStore slices;
    private final Set<ModelId> models = new ConcurrentSkipListSet<>(ORDER);
    private final ReadModels read = new ReadModels(this::read);
    private final Stripes cutting = new Stripes();
    private final Object changes = new Object();

    /**
     * Opens the repository as a service of the gateway.
     *
     * @param reader reads models
     * @param context has the framework properties
     * @throws IOException if the data folder can't be used
     */
    @Activate
    public FileModelRepository(@Reference ModelReader reader, BundleContext context) throws IOException {
        this(reader, ModelLimits.DEFAULT, DataFolder.of(context));
    }

    /**
     * Opens a repository and clears away what a crash left half done.
     *
     * @param reader reads models
     * @param limits how large models may be
     * @param data where models and slices are kept, created if absent; no other repository may use it at the same time
     * @throws IOException if the folder can't be used
     */
    public FileModelRepository(ModelReader reader, ModelLimits limits, Path data) throws IOException {
        this.reader = reader;
        this.limits = limits;
        this.files = ModelFiles.open(data.resolve("models"));
        models.addAll(files.list());
        this.slices = new SliceStore(data, models);
    }

    @Override
    public StoredModel add(ModelId id, Path folder) throws ModelException, IOException {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(id.toString(), "is not a folder", "Hand in the folder that holds saved_model.pb.");
        }
        Path draft = files.folder().draft();
        try {
            Checksums checksums = files.copy(id, SavedModelFiles.in(folder), draft);
            reader.read(draft, limits);
            keep(id, checksums, draft);
        } finally {
            files.folder().discard(draft);
        }
        return find(id).orElseThrow(() -> new IOException("model " + id + " was removed while it was added"));
    }

    private void keep(ModelId id, Checksums checksums, Path draft) throws ModelException, IOException {
        synchronized (changes) {
            if (models.contains(id)) {
                requireSame(id, checksums);
                if (files.isWhole(id)) {
                    return;
                }
                LOG.warn("model {} was damaged and is restored from what was handed in", id);
                files.folder().withdraw(files.folder(id));
            }
            files.folder().publish(draft, files.folder(id));
            models.add(id);
        }
        read.forget(id);
        LOG.info("model {} is kept", id);
    }

    private void requireSame(ModelId id, Checksums checksums) throws ModelException, IOException {
        Checksums kept = files.checksums(id);
        if (!kept.equals(checksums)) {
            throw new ModelException(
                    id.toString(),
                    "is in the repository already, with other content: " + kept.differences(checksums),
                    "Hand the model in under another version ('--model-version N' of 'hewn deploy'), or remove this one first"
                            + " ('hewn remove " + id.name() + " --model-version " + id.version() + "').");
        }
    }

    @Override
    public List<ModelId> list() {
        return List.copyOf(models);
    }

    @Override
    public Optional<StoredModel> find(ModelId id) throws ModelException {
        return models.contains(id) ? Optional.of(read.get(id)) : Optional.empty();
    }

    private StoredModel read(ModelId id) throws ModelException {
        try {
            files.verify(id);
        } catch (IOException failure) {
            throw new ModelException(
                    id.toString(),
                    "can't be read from disk: " + failure.getMessage(),
                    "Check the gateway's disk, then hand the same model in again.",
                    failure);
        }
        return new StoredModel(id, files.folder(id), reader.read(files.folder(id), limits));
    }

    @Override
    public Slice slice(StoredModel model, String signature, LayerRange layers) throws ModelException, IOException {
        StoredModel kept = find(model.id()).orElseThrow(() -> gone(model.id()));
        Cut cut = Cut.of(
                kept.id(),
                files.checksums(kept.id()).content(),
                signature,
                layers,
                kept.source().layers(signature));
        Lock lock = cutting.of(cut);
        lock.lock();
        try {
            Optional<Slice> known = slices.find(cut);
            return known.isPresent() ? known.get() : write(cut, kept);
        } finally {
            lock.unlock();
        }
    }

    private Slice write(Cut cut, StoredModel model) throws ModelException, IOException {
        Path draft = slices.draft();
        try {
            Slice slice = model.source().writeSlice(cut.signature(), cut.layers(), draft);
            keep(cut, slice, draft);
            return slice;
        } catch (IOException failure) {
            throw new DiskSpace(draft.getParent()).explain(failure, "layers " + cut.layers() + " of " + cut.model());
        } finally {
            slices.discard(draft);
        }
    }

    private void keep(Cut cut, Slice slice, Path draft) throws ModelException, IOException {
        synchronized (changes) {
            boolean same = models.contains(cut.model())
                    && files.checksums(cut.model()).content().equals(cut.content());
            if (!same) {
                throw gone(cut.model());
            }
            slices.keep(cut, slice, draft);
        }
    }

    private static ModelException gone(ModelId id) {
        return new ModelException(id.toString(), "is not in the repository", "Hand the model in again.");
    }

    @Override
    public int keepSlices(Set<Digest> needed) throws IOException {
        int deleted = slices.retain(needed);
        if (deleted > 0) {
            LOG.info("{} slices are deleted that are not needed any more", deleted);
        }
        return deleted;
    }

    @Override
    public boolean remove(ModelId id) throws IOException {
        synchronized (changes) {
            if (!models.contains(id)) {
                return false;
            }
            files.folder().withdraw(files.folder(id));
            models.remove(id);
            slices.forget(id);
        }
        read.forget(id);
        LOG.info("model {} is removed", id);
        return true;
    }
}
