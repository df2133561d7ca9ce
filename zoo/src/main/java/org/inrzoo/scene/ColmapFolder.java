package org.inrzoo.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.io.MalformedFileException;

/**
 * Pictures with poses as COLMAP exports them as text: {@code cameras.txt} and {@code images.txt}, in the folder, in {@code sparse} or in {@code
 * sparse/0}; the pictures in {@code images} or beside. What COLMAP says of places has no scale and no upright of its own: the scene is turned
 * so that the cameras' mean upright is z, moved so that 0 is nearest to all optical axes, and scaled so that the cameras' mean distance is
 * {@value #DISTANCE}, as that of NeRF's synthetic scenes.
 */
public final class ColmapFolder {

    /** Mean distance of the cameras from 0. */
    static final double DISTANCE = 4;

    private static final List<String> PLACES = List.of("", "sparse", "sparse/0");
    private static final double SAME = 1e-3;
    private static final int IMAGE_WORDS = 10;

    private ColmapFolder() {}

    /** Where a folder's text export lies; empty where there is none. */
    public static Optional<Path> find(Path folder) {
        return PLACES.stream()
                .map(folder::resolve)
                .filter(place -> Files.isRegularFile(place.resolve("images.txt")))
                .findFirst();
    }

    /** A camera's numbers. */
    private record Lens(int width, int height, double focal, double centreX, double centreY) {}

    /** A picture's name, its camera and the camera's axes and place. */
    private record Shot(String name, Lens lens, Vector right, Vector up, Vector ahead, Vector position) {}

    /**
     * Reads the views of a folder, in the order of the pictures' names.
     *
     * @param folder that {@link #find} finds an export in
     * @param side longer side that pictures are resized to, pixels; 0 keeps them
     * @throws MalformedFileException when the files do not say what they have to, or the pictures are distorted
     * @throws java.io.UncheckedIOException when one of them or a picture cannot be read
     */
    public static List<View> read(Path folder, int side) {
        List<Shot> shots = shots(folder);
        UprightScene upright = upright(shots);
        List<View> views = new ArrayList<>();
        for (Shot shot : shots) {
            views.add(view(folder, shot, upright, side));
        }
        return views;
    }

    /**
     * Where {@link #read} has a place that COLMAP's coordinates tell.
     *
     * @throws MalformedFileException as of {@link #read}
     */
    public static UnaryOperator<Vector> placing(Path folder) {
        return upright(shots(folder))::place;
    }

    private static List<Shot> shots(Path folder) {
        Path export = find(folder)
                .orElseThrow(() ->
                        new MalformedFileException(folder.toString(), "it has no images.txt, as COLMAP exports text"));
        return shots(export.resolve("images.txt"), lenses(export.resolve("cameras.txt")));
    }

    private static UprightScene upright(List<Shot> shots) {
        return UprightScene.of(
                shots.stream().map(Shot::position).toList(),
                shots.stream().map(Shot::ahead).toList(),
                shots.stream().map(Shot::up).toList(),
                DISTANCE);
    }

    private static View view(Path folder, Shot shot, UprightScene upright, int side) {
        Path picture = Stream.of(folder.resolve("images"), folder)
                .map(place -> place.resolve(shot.name).normalize())
                .filter(file -> file.startsWith(folder.normalize()) && Files.isRegularFile(file))
                .findFirst()
                .orElseThrow(() -> new MalformedFileException(
                        "images.txt", "there is no picture '" + shot.name + "' in the folder or its 'images'"));
        Lens lens = shot.lens;
        Camera camera = new Camera(
                lens.width,
                lens.height,
                lens.focal,
                lens.centreX,
                lens.centreY,
                upright.place(shot.position),
                upright.direction(shot.right),
                upright.direction(shot.up),
                upright.direction(shot.ahead));
        return ScenePicture.view(shot.name, camera, picture, side, "cameras.txt");
    }

    private static Map<String, Lens> lenses(Path file) {
        Map<String, Lens> lenses = new HashMap<>();
        for (String[] words : lines(file, true)) {
            if (words.length < 4) {
                throw malformed(file, words, "a camera has a number, a model, a width and a height");
            }
            boolean square = words[1].equals("SIMPLE_PINHOLE");
            if (!square && !words[1].equals("PINHOLE")) {
                throw new MalformedFileException(
                        file.getFileName().toString(),
                        "its pictures are distorted (" + words[1]
                                + "): undistort them first, as COLMAP's image_undistorter does");
            }
            double[] numbers = numbers(file, words, 2, square ? 5 : 6);
            double across = numbers[2];
            double down = square ? across : numbers[3];
            boolean whole = numbers[0] == Math.rint(numbers[0]) && numbers[1] == Math.rint(numbers[1]);
            if (!whole
                    || !(numbers[0] >= 1 && numbers[1] >= 1 && across > 0)
                    || Math.max(numbers[0], numbers[1]) > 1e6) {
                throw malformed(file, words, "a camera has whole pixels and a focal length above 0");
            }
            if (Math.abs(down / across - 1) > SAME) {
                throw malformed(file, words, "its pixels are not square");
            }
            int centre = square ? 3 : 4;
            lenses.put(
                    words[0],
                    new Lens((int) numbers[0], (int) numbers[1], across, numbers[centre], numbers[centre + 1]));
        }
        return lenses;
    }

    private static List<Shot> shots(Path file, Map<String, Lens> lenses) {
        List<Shot> shots = new ArrayList<>();
        List<String[]> lines = lines(file, false);
        Iterator<String[]> rest = lines.iterator();
        while (rest.hasNext()) {
            String[] words = rest.next();
            if (words[0].isEmpty()) {
                continue;
            }
            if (rest.hasNext()) {
                rest.next(); // a picture's second line holds points that were found in it, perhaps none
            }
            if (words.length < IMAGE_WORDS) {
                throw malformed(
                        file, words, "a picture has a number, four of a turn, three of a shift, a camera and a name");
            }
            Lens lens = lenses.get(words[8]);
            if (lens == null) {
                throw malformed(file, words, "there is no camera " + words[8] + " in cameras.txt");
            }
            double[] n = numbers(file, words, 1, 7);
            double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2] + n[3] * n[3]);
            if (Math.abs(length - 1) > SAME) {
                throw malformed(file, words, "its turn is no quaternion of length 1");
            }
            double w = n[0] / length;
            double x = n[1] / length;
            double y = n[2] / length;
            double z = n[3] / length;
            Vector right = new Vector(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y));
            Vector down = new Vector(2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x));
            Vector ahead = new Vector(2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y));
            Vector position = right.times(-n[4]).plus(down.times(-n[5])).plus(ahead.times(-n[6]));
            String name = String.join(" ", List.of(words).subList(IMAGE_WORDS - 1, words.length));
            shots.add(new Shot(name, lens, right, down.times(-1), ahead, position));
        }
        if (shots.isEmpty()) {
            throw new MalformedFileException(file.getFileName().toString(), "it has no pictures");
        }
        shots.sort(Comparator.comparing(Shot::name));
        return shots;
    }

    /** The lines' words without remarks; without empty lines where they mean nothing. */
    private static List<String[]> lines(Path file, boolean withoutEmpty) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#") && !(withoutEmpty && line.isEmpty()))
                    .map(line -> line.split("\\s+"))
                    .toList();
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    private static double[] numbers(Path file, String[] words, int first, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            try {
                numbers[i] = Double.parseDouble(words[first + i]);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw malformed(file, words, "its word " + (first + i + 1) + " is no number");
            }
            if (!Double.isFinite(numbers[i])) {
                throw malformed(file, words, "its word " + (first + i + 1) + " is no number");
            }
        }
        return numbers;
    }

    private static MalformedFileException malformed(Path file, String[] words, String reason) {
        return new MalformedFileException(
                file.getFileName().toString(), reason + ", in the line '" + String.join(" ", words) + "'");
    }
}
