package hewn.model.folder;

import hewn.inference.ModelException;

/** What is wrong with a model, and what to do, in one go. */
final class Advice {
    private Advice() {}

    /** A part of a sentence and a sentence; what is wrong may have come as either. */
    static String of(ModelException refused) {
        return refused.getMessage().replaceFirst("[.\\s]+$", "") + "; " + refused.remedy();
    }
}
