package hewn.savedmodel;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.SourceModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The models that tests read. */
public final class Models {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root", "../.."));
    private static final Path SMALL = ROOT.resolve("itests/models");
    private static final Path BIG = Path.of(
            System.getProperty("hewn.models", ROOT.resolve("../shared/models").toString()));

    private Models() {}

    /**
     * A model of this project.
     *
     * @param name such as {@code digits}
     * @param version its folder
     * @return the folder of that version
     */
    public static Path small(String name, int version) {
        return SMALL.resolve(name).resolve(Integer.toString(version));
    }

    /**
     * A model that is too large to be part of this project; the test is skipped where it is absent.
     *
     * @param name such as {@code resnet50}
     * @return the folder of its first version
     */
    public static Path big(String name) {
        Path model = BIG.resolve(name).resolve("1");
        Assumptions.assumeTrue(
                Files.isDirectory(model), () -> "skipped: the model " + model + " is absent (see -Dhewn.models)");
        return model;
    }

    static SourceModel read(Path model) throws ModelException {
        return new SavedModelReader().read(model, ModelLimits.DEFAULT);
    }
}
