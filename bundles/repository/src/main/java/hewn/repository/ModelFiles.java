package hewn.repository;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models on disk, each version in {@code NAME/VERSION/}.
 *
 * @param folder of all models
 */
record ModelFiles(AtomicFolder folder) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFiles.class);

    static ModelFiles open(Path root) throws IOException {
        return new ModelFiles(AtomicFolder.open(root));
    }

    Path folder(ModelId id) {
        return folder.root().resolve(id.name()).resolve(Long.toString(id.version()));
    }

    /** All that is there. */
    List<ModelId> list() throws IOException {
        List<ModelId> models = new ArrayList<>();
        for (Path name : AtomicFolder.visible(folder.root())) {
            for (Path version : AtomicFolder.visible(name)) {
                id(version)
                        .ifPresentOrElse(models::add, () -> LOG.warn("{} is not a model and is left alone", version));
            }
        }
        return models;
    }

    private Optional<ModelId> id(Path version) {
        try {
            String name = version.getParent().getFileName().toString();
            ModelId id = new ModelId(name, Long.parseLong(version.getFileName().toString()));
            return Optional.of(id)
                    .filter(valid -> Files.isDirectory(version) && folder(valid).equals(version));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /**
     * Copies the files of a model into a draft.
     *
     * @return what was copied
     */
    Checksums copy(ModelId id, SavedModelFiles files, Path draft) throws IOException {
        DiskSpace space = new DiskSpace(folder.root());
        space.require(files.bytes(), "model " + id);
        try {
            Checksums checksums = files.copyTo(draft);
            checksums.write(draft);
            return checksums;
        } catch (IOException failure) {
            throw space.explain(failure, "model " + id);
        }
    }

    /** Whether every file is as it was when the model was added. */
    boolean isWhole(ModelId id) throws IOException {
        try {
            verify(id);
            return true;
        } catch (ModelException damaged) {
            return false;
        }
    }

    void verify(ModelId id) throws ModelException, IOException {
        checksums(id).verify(folder(id));
    }

    Checksums checksums(ModelId id) throws ModelException, IOException {
        return Checksums.read(folder(id));
    }
}
