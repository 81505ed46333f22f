package hewn.itests.layering;

/** What a bundle of a layer is for, which says what it may do besides importing. */
enum Layer {
    /** Immutable values: exported, never logging. */
    VALUES("0 values", true, false),
    /** The interfaces through which the others meet: exported, never logging. */
    CONTRACTS("1 contracts", true, false),
    /** Implementations of contracts: nothing exported. */
    PROVIDERS("2 providers", false, true),
    /** The gateway's work: nothing exported. */
    SERVICES("3 services", false, true),
    /** Answers to placement problems: nothing exported, no state, no log. */
    STRATEGIES("strategies", false, false),
    /** What tests of others build on. */
    TESTKITS("tests", true, false);

    private final String title;
    private final boolean exporting;
    private final boolean logging;

    Layer(String title, boolean exporting, boolean logging) {
        this.title = title;
        this.exporting = exporting;
        this.logging = logging;
    }

    static Layer titled(String title) {
        for (Layer layer : values()) {
            if (layer.title.equals(title)) {
                return layer;
            }
        }
        throw new IllegalArgumentException("no layer is called '" + title + "'");
    }

    boolean exports() {
        return exporting;
    }

    boolean logs() {
        return logging;
    }

    /** Whether others build on it. */
    boolean isFoundation() {
        return this == VALUES || this == CONTRACTS;
    }
}
