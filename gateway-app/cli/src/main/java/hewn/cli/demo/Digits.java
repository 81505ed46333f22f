package hewn.cli.demo;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model of handwritten digits that comes with the distribution, and the test images that it has never seen.
 *
 * @param folder of the model's versions
 * @param images {@code [count, 8, 8, 1]}, from 0 to 1
 * @param labels what each image shows, from 0 to 9
 */
public record Digits(Path folder, Tensor images, int[] labels) {
    /** The size of an image on each side. */
    private static final int SIDE = 8;

    /** How many digits there are. */
    private static final int CLASSES = 10;

    /** Copies the labels. */
    public Digits {
        labels = labels.clone();
    }

    /**
     * What each image shows.
     *
     * @return a fresh array
     */
    @Override
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Reads the test images.
     *
     * @param home the distribution
     * @return model and images
     * @throws CliException if the distribution has none
     */
    public static Digits of(Home home) throws CliException {
        Path folder = home.folder().resolve("demo").resolve("digits");
        try {
            ByteBuffer labels = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("test-labels.bin")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int[] numbers = new int[labels.remaining() / Integer.BYTES];
            labels.asIntBuffer().get(numbers);
            Tensor images = new Tensor(
                    ElementType.FLOAT32,
                    Shape.of(numbers.length, SIDE, SIDE, 1),
                    ByteBuffer.wrap(Files.readAllBytes(folder.resolve("test-images.bin"))));
            return new Digits(folder, images, numbers);
        } catch (IOException | IllegalArgumentException absent) {
            throw CliException.unusable(
                    "the distribution has no test images: " + absent, "Install it again, or build it again.");
        }
    }

    /**
     * How many images there are.
     *
     * @return the count
     */
    public int count() {
        return labels.length;
    }

    /**
     * One image, as TensorFlow Serving takes it.
     *
     * @param image its number
     * @return a nested JSON array of {@code [8, 8, 1]}
     */
    public String json(int image) {
        ByteBuffer elements = images.elements();
        elements.position(image * SIDE * SIDE * Float.BYTES);
        StringBuilder json = new StringBuilder();
        for (int row = 0; row < SIDE; row++) {
            json.append(row == 0 ? "[[" : ",[");
            for (int column = 0; column < SIDE; column++) {
                json.append(column == 0 ? "[" : ",[")
                        .append(elements.getFloat())
                        .append(']');
            }
            json.append(']');
        }
        return json.append(']').toString();
    }

    /**
     * How many answers are right.
     *
     * @param scores {@code [count, 10]}, the greatest of each row being the answer
     * @return the part that is right, from 0 to 1
     */
    public double accuracy(Tensor scores) {
        ByteBuffer elements = scores.elements();
        int right = 0;
        for (int image = 0; image < count(); image++) {
            double[] row = new double[CLASSES];
            for (int digit = 0; digit < CLASSES; digit++) {
                row[digit] = elements.getFloat();
            }
            right += isRight(image, row) ? 1 : 0;
        }
        return (double) right / count();
    }

    /**
     * Tells whether an answer is right.
     *
     * @param image its number
     * @param scores one for each digit
     * @return whether the greatest score is that of the digit in the image
     */
    public boolean isRight(int image, double[] scores) {
        int best = 0;
        for (int digit = 1; digit < scores.length; digit++) {
            best = scores[digit] > scores[best] ? digit : best;
        }
        return best == labels[image];
    }
}
