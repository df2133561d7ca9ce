package org.inrzoo.io;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.inrzoo.datasets.AtomicFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTests {

    private static final int HEADER_LENGTH = 8;

    /** Two tensors and a text, by hand: the larger type comes first. */
    private static final String GOLDEN_HEADER = """
            {"__metadata__":{"k":"\u00e4"},"b":{"dtype":"I64","shape":[],"data_offsets":[0,8]},\
            "a":{"dtype":"F32","shape":[3,1],"data_offsets":[8,20]}}""";

    private static final Safetensors GOLDEN = Safetensors.of(
            List.of(Tensor.of("a", new float[] {1, -2, 0.5f}, 3, 1), Tensor.of("b", new long[] {258})),
            Map.of("k", "\u00e4"));

    @Test
    void theBytesAreThoseOfTheFormat() {
        byte[] expected = file(
                GOLDEN_HEADER + " ".repeat(padding(GOLDEN_HEADER)),
                2,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0x80,
                0x3f,
                0,
                0,
                0,
                0xc0,
                0,
                0,
                0,
                0x3f);
        assertThat(GOLDEN.toBytes()).isEqualTo(expected);
        assertThat(Safetensors.parse(expected, "golden")).isEqualTo(GOLDEN);
    }

    @Test
    void equalContentGivesEqualBytesInAnyOrder() {
        Tensor a = Tensor.of("a", new float[] {1}, 1);
        Tensor b = Tensor.of("b", new float[] {2}, 1);
        assertThat(Safetensors.of(List.of(b, a), Map.of("x", "1", "y", "2")).toBytes())
                .isEqualTo(Safetensors.of(List.of(a, b), new TreeMap<>(Map.of("y", "2", "x", "1")))
                        .toBytes());
    }

    @Test
    void filesAreWrittenAndRead(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        GOLDEN.write(file);
        assertThat(Safetensors.read(file)).isEqualTo(GOLDEN);
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no such file");
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("contents") Safetensors content) {
        byte[] bytes = content.toBytes();
        assertThat(Safetensors.parse(bytes, "written")).isEqualTo(content);
        assertThat(Safetensors.parse(bytes, "written").toBytes())
                .as("written again")
                .isEqualTo(bytes);
    }

    @Property(tries = 300)
    void everyTensorLiesWhereTheHeaderSays(@ForAll("contents") Safetensors content) {
        ByteBuffer file = ByteBuffer.wrap(content.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int dataStart = HEADER_LENGTH + (int) file.getLong(0);
        assertThat(dataStart % 8).as("alignment of the data").isZero();
        String header = new String(file.array(), HEADER_LENGTH, dataStart - HEADER_LENGTH, StandardCharsets.UTF_8);
        for (Tensor tensor : content.tensors().values()) {
            String entry = "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":["
                    .formatted(
                            tensor.name(),
                            tensor.dtype(),
                            tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(",")));
            assertThat(header).contains(entry);
            String offsets = header.substring(header.indexOf(entry) + entry.length());
            int begin = Integer.parseInt(offsets.substring(0, offsets.indexOf(',')));
            int end = Integer.parseInt(offsets.substring(offsets.indexOf(',') + 1, offsets.indexOf(']')));
            assertThat(begin % tensor.dtype().bytes())
                    .as("alignment of %s", tensor.name())
                    .isZero();
            assertThat(file.slice(dataStart + begin, end - begin))
                    .as(tensor.name())
                    .isEqualTo(tensor.data());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                            | does not start with '{'",
                "` {}`                                                         | does not start with '{'",
                "{                                                             | not valid JSON",
                "{'a'}                                                         | not valid JSON",
                "{} {}                                                         | something follows",
                "{}}                                                           | not valid JSON",
                "{'a':5}                                                       | entry 'a' of its header is not an object",
                "{'a':null}                                                    | entry 'a' of its header is not an object",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{}} | Duplicate",
                "{'a':{'dtype':'F32','dtype':'F32'}}                           | Duplicate",
                "{'a':{'dtype':'F12','shape':[2],'data_offsets':[0,4]}}        | dtype \"F12\"; known are [BOOL, U8, ",
                "{'a':{'dtype':32,'shape':[1],'data_offsets':[0,4]}}           | has the dtype 32",
                "{'a':{'shape':[1],'data_offsets':[0,4]}}                      | has the dtype",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}}                    | no list named shape",
                "{'a':{'dtype':'F32','shape':[1]}}                             | no list named data_offsets",
                "{'a':{'dtype':'F32','shape':1,'data_offsets':[0,4]}}          | no list named shape",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}       | has -1 in its shape",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}      | has 1.0 in its shape",
                "{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}      | has \"1\" in its shape",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}} | in its shape",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,4]}} | too large",
                "{'a':{'dtype':'F32','shape':[[1]],'data_offsets':[0,4]}}      | nesting depth",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}}      | has 3 data_offsets",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}        | goes from byte 4 to 0 of 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}        | goes from byte 0 to 8 of 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}        | takes 8 bytes, not 4",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[4,4]}}        | hole in the data before tensor 'a'",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}        | last 4 bytes of its data belong to no tensor",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}}  | unknown field 'x'",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                        + "'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}  | overlaps",
                "{'__metadata__':[]}                                           | not an object",
                "{'__metadata__':{'x':1}}                                      | metadata 'x' is not a text",
                "{'\\ud800':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}  | not valid Unicode",
            })
    void aHeaderThatBreaksTheFormatIsRefused(String header, String reason) {
        assertRefused(file(header.replace('\'', '"'), 0, 0, 0, 0), reason);
    }

    @Test
    void lengthsAreCheckedBeforeTheyAreUsed() {
        assertRefused(new byte[7], "it has only 7 bytes");
        assertRefused(lengthOnly(0), "does not start with '{'");
        assertRefused(lengthOnly(1), "its header would have 1 bytes, but only 0 follow");
        assertRefused(lengthOnly(4_194_305), "at most 4194304 are allowed");
        assertRefused(lengthOnly(-1), "18446744073709551615 bytes");
    }

    /** Headers as long as the format allows, and as many or as long parts as fit into those that are read. */
    static Stream<Arguments> excesses() {
        String entry = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        String many = IntStream.range(0, 60_000)
                .mapToObj(i -> '"' + "t" + i + "\":" + entry)
                .collect(joining(","));
        String texts =
                IntStream.range(0, 100_000).mapToObj(i -> "\"" + i + "\":\"\"").collect(joining(","));
        String digits = "1".repeat(4_000_000);
        return Stream.of(
                arguments("a header of 99 MB", "{\"a\":" + "x".repeat(99_000_000), "would have 99000005 bytes"),
                arguments("a long name", "{\"" + "n".repeat(500_000) + "\":" + entry + "}", "Name length (500000)"),
                arguments("a long dtype", "{\"a\":{\"dtype\":\"" + "F".repeat(4_000_000) + "\"}}", "String"),
                arguments(
                        "a dtype of 1000", "{\"a\":" + entry.replace("F32", "F".repeat(1000)) + "}", "(1002 letters)"),
                arguments("a long text", "{\"__metadata__\":{\"model\":\"" + digits + "\"}}", "String"),
                arguments("many tensors", "{" + many + "}", "more than 16384 tensors"),
                arguments("many texts", "{\"__metadata__\":{" + texts + "}}", "100000 texts"),
                arguments("many axes", "{\"a\":{\"shape\":[" + "1,".repeat(1_000_000) + "1]}}", "data_offsets"),
                arguments(
                        "many sizes",
                        "{\"a\":" + entry.replace("[0]", "[" + "1,".repeat(1_000_000) + "1]") + "}",
                        "has 1000001 numbers in its shape"),
                arguments("a long number", "{\"a\":{\"shape\":[" + "1".repeat(500_000) + "]}}", "Number"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("excesses")
    void excessIsRefusedSoonAndInFewWords(String what, String header, String reason, @TempDir Path folder) {
        Path path = folder.resolve("bad");
        byte[] bytes = file(header);
        AtomicFiles.write(path, bytes);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> assertTimeout(Duration.ofSeconds(5), () -> Safetensors.read(path)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .hasSizeLessThan(500 + path.toString().length());
        assertThat(thread.getCurrentThreadAllocatedBytes() - allocated)
                .as("bytes of memory")
                .isLessThan(250_000_000);
    }

    @Test
    void whatCouldNotBeReadAgainIsNotWritten() {
        Tensor small = Tensor.of("a", new float[1], 1);
        assertThatThrownBy(() -> Safetensors.of(List.of(small), Map.of("k", "x".repeat(1 << 21))))
                .hasMessage("there are 2097152 letters in a text, and at most 1048576 are allowed");
        assertThatThrownBy(() -> Safetensors.of(List.of(Tensor.of("n".repeat(2000), new float[1], 1)), Map.of()))
                .hasMessageContaining("2000 letters in a tensor's name");
    }

    @Test
    void otherEncodingsThanUtf8AreRefused() {
        byte[] file = file("{\"a\":1}");
        file[HEADER_LENGTH + 2] = (byte) 0xff;
        assertRefused(file, "not valid UTF-8");
    }

    @Test
    void anEmptyFileOfTensorsIsAllowedAndPaddingIgnored() {
        assertThat(Safetensors.parse(file("{}    "), "empty")).isEqualTo(Safetensors.of(List.of(), Map.of()));
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        Tensor a = Tensor.of("a", new float[1], 1);
        assertThatThrownBy(() -> Safetensors.of(List.of(a, a), Map.of())).hasMessage("there are two tensors named 'a'");
        assertThatThrownBy(() -> new Safetensors(Map.of("b", a), Map.of())).hasMessageContaining("under the name 'b'");
    }

    @Test
    void damagedFilesAreReadOrRefusedButNothingElse() {
        Random random = new Random(7);
        byte[] whole = GOLDEN.toBytes();
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] damaged = damage(whole, random);
            try {
                Safetensors read = Safetensors.parse(damaged, "damaged");
                assertThat(Safetensors.parse(read.toBytes(), "again"))
                        .as("run %d", run)
                        .isEqualTo(read);
            } catch (MalformedFileException e) {
                refused++;
                assertThat(e.getMessage())
                        .startsWith("file 'damaged' is malformed: ")
                        .doesNotContain("\n");
            }
        }
        assertThat(refused).as("damaged files that were refused").isBetween(10_000, 19_999);
    }

    private static byte[] damage(byte[] whole, Random random) {
        if (random.nextInt(10) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length + 20));
        }
        String syntax = "{}[]\",:0123456789-.eE \\\n";
        byte[] damaged = whole.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(damaged.length);
            damaged[at] = (byte)
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(256);
                        case 1 -> damaged[at] ^ 1 << random.nextInt(8);
                        case 2 -> syntax.charAt(random.nextInt(syntax.length()));
                        default -> damaged[random.nextInt(damaged.length)];
                    };
        }
        return damaged;
    }

    @Provide
    Arbitrary<Safetensors> contents() {
        Arbitrary<String> names = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("._-/ \u00e9\u4e2d")
                .ofMaxLength(12);
        Arbitrary<List<Tensor>> tensors = Combinators.combine(
                        names, Arbitraries.of(DType.class), shapes(), Arbitraries.longs())
                .as(SafetensorsTests::tensor)
                .list()
                .uniqueElements(Tensor::name)
                .ofMaxSize(5);
        Arbitrary<String> texts =
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(8);
        return Combinators.combine(tensors, Arbitraries.maps(texts, texts).ofMaxSize(3))
                .as(Safetensors::of);
    }

    private static Arbitrary<long[]> shapes() {
        return Arbitraries.longs().between(0, 4).array(long[].class).ofMaxSize(3);
    }

    private static Tensor tensor(String name, DType dtype, long[] shape, long seed) {
        Random random = new Random(seed);
        int count = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return switch (dtype) {
            case F32 -> Tensor.of(name, floats(random, count), shape);
            case F64 -> Tensor.of(name, random.doubles(count).toArray(), shape);
            case I64 -> Tensor.of(name, random.longs(count).toArray(), shape);
            default -> {
                byte[] bytes = new byte[count * dtype.bytes()];
                random.nextBytes(bytes);
                yield new Tensor(name, dtype, LongStream.of(shape).boxed().toList(), ByteBuffer.wrap(bytes));
            }
        };
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        return values;
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> Safetensors.parse(file, "bad"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("file 'bad' is malformed: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static int padding(String header) {
        return -header.getBytes(StandardCharsets.UTF_8).length & 7;
    }

    private static byte[] lengthOnly(long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    private static byte[] file(String header, int... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        for (int value : data) {
            file.put((byte) value);
        }
        return file.array();
    }
}
