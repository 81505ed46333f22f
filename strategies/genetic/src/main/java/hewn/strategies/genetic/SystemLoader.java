package hewn.strategies.genetic;

import java.util.function.Supplier;

/**
 * The system's class loader as the thread's own, for a while.
 *
 * <p>When it is first used, Jenetics asks Java for a random generator by name, even if it is given another. Java 17 looks
 * for them by the thread's class loader, and that of a bundle does not see the module that has them.
 */
final class SystemLoader {
    private SystemLoader() {}

    static <T> T during(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
