package hewn.model.folder;

import hewn.inference.ModelId;
import hewn.pipeline.Deployments.Order;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who ordered what of one model. Orders are told apart by their generations, as long as the gateway's process runs; what it
 * brings back after that may have another one, so that the version tells.
 *
 * @param own orders of the folder that may stand
 * @param replaced the order of somebody else that the folder's first one replaced, or that stood when the folder wanted the
 *     same
 */
record Origin(Set<Order> own, Optional<Order> replaced) {
    static final Origin UNKNOWN = new Origin(Set.of(), Optional.empty());

    private static final String REPLACED = "<";

    Origin {
        own = Set.copyOf(own);
    }

    /** Whether the last order is not the folder's, or wants what somebody had ordered before. */
    boolean isOtherwise(Order last) {
        return !own.contains(last)
                || replaced.filter(former -> former.model().equals(last.model()))
                        .isPresent();
    }

    /** Whether the last order is somebody else's, given since the folder's. */
    boolean isOverruledBy(Order last) {
        return !own.contains(last) && !replaced.equals(Optional.of(last));
    }

    /** The folder ordered something. */
    Origin with(Order mine) {
        Set<Order> all = new HashSet<>(own);
        all.add(mine);
        return new Origin(all, replaced);
    }

    /** What somebody ordered gives way to the folder's, or is what the folder wants. */
    Origin insteadOf(Order others) {
        return new Origin(own, Optional.of(others));
    }

    /** An order serves: what the folder ordered before does not stand any more. */
    Origin since(Order serving) {
        return new Origin(
                own.stream()
                        .filter(order -> order.generation() >= serving.generation())
                        .collect(Collectors.toSet()),
                replaced);
    }

    /** An order is found that an earlier run may have given: the folder's, if it is for a version that the folder ordered. */
    Origin broughtBack(Order last) {
        return own.stream().anyMatch(order -> order.model().equals(last.model())) ? with(last) : this;
    }

    /** As one line, for {@link #parse}. */
    String format() {
        Stream<String> mine =
                own.stream().sorted(Comparator.comparingLong(Order::generation)).map(Origin::format);
        return Stream.concat(mine, replaced.stream().map(order -> REPLACED + format(order)))
                .collect(Collectors.joining(" "));
    }

    private static String format(Order order) {
        return order.generation() + ":" + order.model().version();
    }

    /**
     * Reads what {@link #format} wrote.
     *
     * @throws IllegalArgumentException if it is damaged
     * @throws IndexOutOfBoundsException likewise
     */
    static Origin parse(String name, String line) {
        Origin origin = UNKNOWN;
        for (String order : line.strip().split(" ")) {
            if (order.startsWith(REPLACED)) {
                origin = origin.insteadOf(order(name, order.substring(REPLACED.length())));
            } else if (!order.isEmpty()) {
                origin = origin.with(order(name, order));
            }
        }
        return origin;
    }

    private static Order order(String name, String word) {
        String[] parts = word.split(":", 2);
        return new Order(Long.parseLong(parts[0]), new ModelId(name, Long.parseLong(parts[1])));
    }
}
