package org.inrzoo.datasets.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.file.SignalReading;
import org.inrzoo.datasets.volume.VolumeFiles.Loaded;

/** The slices of a DICOM series, put one upon the other in the order of their places. */
final class DicomSeries {

    private static final int START = 132;

    /** How much the distances of slices may differ before it is said. */
    private static final double UNEVEN = 0.01;

    private DicomSeries() {}

    /** The largest series among the files of a folder. */
    static Loaded read(Path folder) throws IOException {
        Map<String, List<DicomSlice>> series = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        int passedOver = 0;
        for (Path file : files) {
            Optional<DicomSlice> read = SignalReading.file(
                    "volume", file, in -> DicomSlice.is(in.peek(START)) ? DicomSlice.read(in) : Optional.empty());
            if (read.isEmpty()) {
                passedOver++;
                continue;
            }
            DicomSlice slice = read.get();
            if (series.isEmpty()) {
                Room.require(2L * Float.BYTES * slice.values().length * files.size(), "the slices of the folder");
            }
            series.computeIfAbsent(
                            slice.series() + " " + slice.rows() + "x" + slice.columns(), key -> new ArrayList<>())
                    .add(slice);
        }
        if (series.isEmpty()) {
            throw new IllegalArgumentException("there is no DICOM picture in the folder");
        }
        List<DicomSlice> largest = series.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        Loaded loaded = of(largest);
        List<String> notes = new ArrayList<>(loaded.notes());
        if (series.size() > 1) {
            notes.add("the largest of " + series.size() + " series is taken");
        }
        if (passedOver > 0) {
            notes.add(passedOver + " files without a DICOM picture are passed over");
        }
        return new Loaded(loaded.volume(), notes);
    }

    static Loaded of(List<DicomSlice> slices) {
        List<String> notes = new ArrayList<>();
        List<DicomSlice> sorted = new ArrayList<>(slices);
        boolean placed = slices.stream().noneMatch(slice -> Double.isNaN(slice.place()));
        sorted.sort(
                placed ? Comparator.comparingDouble(DicomSlice::place) : Comparator.comparingInt(DicomSlice::number));
        DicomSlice first = sorted.get(0);
        int depth = sorted.stream().mapToInt(DicomSlice::frames).reduce(0, Math::addExact);
        long count = Volume.count(depth, first.rows(), first.columns());
        Room.require(count * Float.BYTES, count + " values");
        float[] values = new float[(int) count];
        int row = 0;
        for (DicomSlice slice : sorted) {
            for (int frame = 0; frame < slice.frames(); frame++) {
                for (int y = slice.rows() - 1; y >= 0; y--) {
                    int from = (frame * slice.rows() + y) * slice.columns();
                    System.arraycopy(slice.values(), from, values, row++ * slice.columns(), slice.columns());
                }
            }
        }
        NiftiHeader.requireFinite(values, notes);
        double z = placed && sorted.size() > 1
                ? distance(sorted, notes)
                : first.spacing().z();
        Spacing spacing = new Spacing(z, first.spacing().y(), first.spacing().x());
        return new Loaded(new Volume(depth, first.rows(), first.columns(), spacing, first.unit(), values), notes);
    }

    /** The mean distance of neighbours. */
    private static double distance(List<DicomSlice> sorted, List<String> notes) {
        double mean = (sorted.get(sorted.size() - 1).place() - sorted.get(0).place()) / (sorted.size() - 1);
        boolean uneven = false;
        for (int i = 1; i < sorted.size(); i++) {
            double step = sorted.get(i).place() - sorted.get(i - 1).place();
            uneven |= Math.abs(step - mean) > UNEVEN * mean;
        }
        if (!(mean > 0) || mean > 1e6) {
            notes.add("its slices lie all at one place: taken for "
                    + sorted.get(0).spacing().z() + " mm apart");
            return sorted.get(0).spacing().z();
        }
        if (uneven) {
            notes.add("its slices are not evenly spaced, some may be missing: taken for the mean distance");
        }
        return mean;
    }
}
