package hewn.repository;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A bounded number of locks for any number of things: equal things share one, and others may. */
final class Stripes {
    private static final int COUNT = 32;

    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(COUNT).toList();

    /** The lock of a thing. */
    Lock of(Object thing) {
        return locks.get(Math.floorMod(thing.hashCode(), COUNT));
    }
}
