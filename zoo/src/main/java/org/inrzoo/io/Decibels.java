package org.inrzoo.io;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * A PSNR, dB. That of a picture without any error is infinite, for which JSON has no number: {@code null} stands for it, in
 * every record and report alike.
 */
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonSerialize(using = Decibels.Writer.class)
@JsonDeserialize(using = Decibels.Reader.class)
public @interface Decibels {

    /** Infinity as null. */
    final class Writer extends StdScalarSerializer<Double> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }

    /** Null as infinity. */
    final class Reader extends StdScalarDeserializer<Double> implements ContextualDeserializer {

        private static final long serialVersionUID = 1L;

        private final Double absent;

        Reader() {
            this(null);
        }

        private Reader(Double absent) {
            super(Double.class);
            this.absent = absent;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(property != null && property.getType().isPrimitive() ? Double.NaN : null);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return _parseDoublePrimitive(json, context);
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.POSITIVE_INFINITY;
        }

        /** A record of an earlier version need not know of a score at all. */
        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return absent;
        }
    }
}
