package hewn.cli.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The jar that a strategy's build makes: a class, and a component descriptor that the manifest names. */
public final class StrategyBundle {
    private StrategyBundle() {}

    /** A bundle of one strategy, with the types nested in it. */
    public static Path of(Path file, Class<?> type, String name, Class<?>... nested) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/*.xml");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            add(jar, type);
            for (Class<?> inner : nested) {
                add(jar, inner);
            }
            jar.putNextEntry(new ZipEntry("OSGI-INF/" + type.getName() + ".xml"));
            jar.write(descriptor(type, name).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry)) {
            in.transferTo(jar);
        }
    }

    private static String descriptor(Class<?> type, String name) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s">
                  <property name="strategy.name" type="String" value="%2$s"/>
                  <service><provide interface="hewn.placement.PlacementStrategy"/></service>
                  <implementation class="%1$s"/>
                </scr:component>
                """.formatted(type.getName(), name);
    }
}
