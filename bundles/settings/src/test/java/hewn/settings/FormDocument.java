package hewn.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** A form as bnd writes it into a bundle. */
final class FormDocument {
    private FormDocument() {}

    /** Two designations: {@code hewn.oven} itself, and any of the factory {@code hewn.ovens}. */
    static URL oven(Path folder) {
        try {
            return Files.writeString(folder.resolve("oven.xml"), """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
                      <OCD id="oven" name="Hewn oven">
                        <AD id="degrees" type="Integer" name="Degrees" default="180" min="30" max="300"/>
                        <AD id="share" type="Double" name="Share" default="0.5" min="0" max="1"/>
                        <AD id="lit" type="Boolean" name="Lit" default="true"/>
                        <AD id="mode" type="String" name="Mode" default="grill">
                          <Option label="from above" value="grill"/>
                          <Option label="around" value="fan"/>
                        </AD>
                        <AD id="times" type="Integer" cardinality="2147483647" name="Times" default="1,2" min="1"/>
                        <AD id="notes" type="String" cardinality="2147483647" name="Notes" default=""/>
                        <AD id="secret" type="Password" name="Secret" default="" min="3"/>
                      </OCD>
                      <Designate pid="hewn.oven"><Object ocdref="oven"/></Designate>
                      <Designate factoryPid="hewn.ovens"><Object ocdref="oven"/></Designate>
                    </metatype:MetaData>
                    """).toUri().toURL();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
