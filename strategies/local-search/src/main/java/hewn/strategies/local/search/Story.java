package hewn.strategies.local.search;

import hewn.placement.Prediction;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;

/** Tells people what a search made better. */
final class Story {
    private final Start start;
    private final Found end;

    Story(Start start, Found end) {
        this.start = start;
        this.end = end;
    }

    String text() {
        String before = cost(start.found());
        if (!end.worth().isBetterThan(start.found().worth())) {
            return "stays as it is from " + start.name() + ", at a cost of " + before + ": no move made it better";
        }
        return "from " + start.name() + ", at a cost of " + before + ", down to " + cost(end) + ": " + moves();
    }

    private static String cost(Found found) {
        return Prediction.time(found.worth().cost());
    }

    private String moves() {
        return Arrays.stream(Move.values())
                .filter(end.moves()::contains)
                .map(move -> Collections.frequency(end.moves(), move) + " " + move.done())
                .collect(Collectors.joining(", "));
    }
}
