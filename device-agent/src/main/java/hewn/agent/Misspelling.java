package hewn.agent;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Names an option that there is not, and those that may have been meant. */
final class Misspelling {
    private Misspelling() {}

    /** The message of what went wrong, or better words. */
    static String explain(Exception wrong) {
        return unmatched(wrong).flatMap(Misspelling::words).orElseGet(wrong::getMessage);
    }

    /** A misspelt option that is required is missing, too. */
    private static Optional<UnmatchedArgumentException> unmatched(Exception wrong) {
        if (wrong instanceof MissingParameterException missing) {
            CommandLine where = missing.getCommandLine();
            return Optional.of(where.getUnmatchedArguments())
                    .filter(arguments -> !arguments.isEmpty())
                    .map(arguments -> new UnmatchedArgumentException(where, arguments));
        }
        return wrong instanceof UnmatchedArgumentException other ? Optional.of(other) : Optional.empty();
    }

    private static Optional<String> words(UnmatchedArgumentException unmatched) {
        List<String> similar = unmatched.getSuggestions();
        String meant = similar.isEmpty() ? "" : ". Did you mean " + String.join(" or ", similar) + "?";
        return unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .findFirst()
                .map(argument -> "Unknown option: '" + argument.split("=", 2)[0] + "'" + meant);
    }
}
