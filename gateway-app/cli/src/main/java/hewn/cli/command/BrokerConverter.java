package hewn.cli.command;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a broker's address of the command line. */
final class BrokerConverter implements ITypeConverter<String> {
    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts", "tcp", "ssl");

    @Override
    public String convert(String text) {
        if (isBroker(text)) {
            return text;
        }
        throw new TypeConversionException("'" + text
                + "' is not of the form mqtt://HOST:PORT or mqtts://HOST:PORT, such as mqtt://10.0.0.2:1883");
    }

    private static boolean isBroker(String text) {
        try {
            URI uri = URI.create(text);
            return SCHEMES.contains(Optional.ofNullable(uri.getScheme()).orElse(""))
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
