package hewn.cli.command;

import hewn.graph.StatedExit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a model may answer early, as people type it. */
final class ExitOption implements ITypeConverter<StatedExit> {
    static final String FORM = "Where the model may answer early, and for which part of the samples from 0 to 1: the"
            + " layer that gives the answer, or the position of the cut behind it; may be given several times.";

    @Override
    public StatedExit convert(String text) {
        int equals = text.lastIndexOf('='); // names of layers may have some, too
        try {
            return new StatedExit(
                    text.substring(0, Math.max(0, equals)), Double.parseDouble(text.substring(equals + 1)));
        } catch (NumberFormatException none) {
            throw new TypeConversionException(
                    "'" + text + "' is no early exit; use LAYER=PROBABILITY or POSITION=PROBABILITY, such as 12=0.3");
        } catch (IllegalArgumentException outOfRange) {
            throw new TypeConversionException(outOfRange.getMessage());
        }
    }
}
