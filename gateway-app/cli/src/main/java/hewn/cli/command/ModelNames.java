package hewn.cli.command;

import hewn.cli.CliException;
import hewn.inference.ModelId;

/** What models may be called, said before anything is sent. */
final class ModelNames {
    private ModelNames() {}

    static String require(String name) throws CliException {
        try {
            return ModelId.requireName(name);
        } catch (IllegalArgumentException malformed) {
            throw CliException.unusable(malformed.getMessage(), "Give the model another name.");
        }
    }
}
