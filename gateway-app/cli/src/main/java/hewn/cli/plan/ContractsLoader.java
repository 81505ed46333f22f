package hewn.cli.plan;

import java.util.List;

/**
 * Shows a strategy what it sees in a gateway: the Java platform and the contracts, and nothing else of this program, whose
 * class path may have another version of the very same strategy.
 */
final class ContractsLoader extends ClassLoader {
    private static final List<String> CONTRACTS =
            List.of("hewn.placement.", "hewn.graph.", "hewn.fleet.", "hewn.tensor.", "org.slf4j.", "org.osgi.");

    ContractsLoader() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (CONTRACTS.stream().anyMatch(name::startsWith)) {
            return ContractsLoader.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
