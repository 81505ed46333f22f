package hewn.placement.json;

import hewn.placement.PlacementProblem;

/**
 * A placement problem as JSON, and back: a document of kind {@code problem}. {@code docs/problem.schema.json} states its
 * form.
 *
 * <p>Only {@code graph} and {@code fleet} must be there. A cut is an array of tensors, or the number of bytes that one
 * sample has there.
 */
public final class ProblemFile {
    /** What a document of this kind is called. */
    public static final String KIND = "problem";

    private ProblemFile() {}

    /**
     * Reads a problem.
     *
     * @param json one object in UTF-8
     * @return the problem
     * @throws PlacementFileException if it is no JSON, of another kind or schema, or a field does not fit
     */
    public static PlacementProblem read(byte[] json) throws PlacementFileException {
        return Document.read(json, KIND, ProblemFields::read);
    }

    /**
     * Writes a problem.
     *
     * @param problem any problem
     * @return JSON in UTF-8 that reads as the same problem
     */
    public static byte[] write(PlacementProblem problem) {
        return Document.write(ProblemFields.write(problem, Document.empty(KIND)));
    }
}
