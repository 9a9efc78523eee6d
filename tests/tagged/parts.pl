#!/usr/bin/env perl
# The parts of picture files that exiftool does not write. See make.sh.
#
#   parts.pl segment FILE MARKER   puts what comes in as a segment into a JPEG, behind its first one (hexadecimal)
#   parts.pl chunk FILE TYPE       puts what comes in as a chunk into a PNG, behind its head, or at a WebP's end
#   parts.pl second FILE OTHER     makes a JPEG one of two pictures, as CIPA DC-007 has it (MPF)
#   parts.pl profile WORDS         writes out an ICC profile (of sRGB, more or less) that is described so
#   parts.pl deflate               writes out what comes in, compressed as PNG has it
use strict;
use warnings;
use Compress::Zlib qw(compress crc32);

my ($part, @arguments) = @ARGV;
my %parts = (
    segment => \&segment, chunk => \&chunk, second => \&second, profile => \&profile, deflate => \&deflate,
);
binmode STDIN;
binmode STDOUT;
($parts{$part // ''} or die "parts.pl: no such part\n")->(@arguments);

sub segment {
    my ($file, $marker) = @_;
    my $content = slurp(\*STDIN);
    my $picture = content_of($file);
    # Behind the start of the picture (2 bytes) and its first segment (2 bytes, then its length).
    my $at = 4 + unpack('n', substr($picture, 4, 2));
    substr($picture, $at, 0) = pack('C2 n', 0xff, hex $marker, 2 + length $content) . $content;
    write_to($file, $picture);
}

sub chunk {
    my ($file, $type) = @_;
    my $content = slurp(\*STDIN);
    my $picture = content_of($file);
    if (substr($picture, 0, 4) eq 'RIFF') {
        $picture .= $type . pack('V', length $content) . $content . ("\0" x (length($content) % 2));
        substr($picture, 4, 4) = pack('V', length($picture) - 8);
    } else {
        # Behind the signature (8 bytes) and the head (25).
        substr($picture, 33, 0)
            = pack('N', length $content) . $type . $content . pack('N', crc32($type . $content));
    }
    write_to($file, $picture);
}

sub second {
    my ($file, $other) = @_;
    my ($first, $hidden) = (content_of($file), content_of($other));
    my $index_at = 4 + unpack('n', substr($first, 4, 2));
    my $index = sub {
        my ($size) = @_;
        # Offsets count from here.
        my $offset = $size ? $size - ($index_at + 8) : 0;
        my $entries = pack('V3 v2', 0x20030000, $size, 0, 0, 0) . pack('V3 v2', 0, length $hidden, $offset, 0, 0);
        return "MPF\0" . "II*\0" . pack('V', 8)
            . pack('v', 3)
            . pack('v2 V a4', 0xb000, 7, 4, '0100')
            . pack('v2 V2', 0xb001, 4, 1, 2)
            . pack('v2 V2', 0xb002, 7, length $entries, 50)
            . pack('V', 0)
            . $entries;
    };
    my $size = length($first) + 4 + length $index->(0);
    my $segment = $index->($size);
    substr($first, $index_at, 0) = pack('C2 n', 0xff, 0xe2, 2 + length $segment) . $segment;
    write_to($file, $first . $hidden);
}

sub profile {
    my ($words) = @_;
    my $curve = "curv\0\0\0\0" . pack('N n', 1, 0x0233);
    my @tags = (
        desc => "desc\0\0\0\0" . pack('N', 1 + length $words) . "$words\0" . ("\0" x 78),
        rXYZ => xyz(0x6fa2, 0x38f5, 0x0390),
        gXYZ => xyz(0x6299, 0xb785, 0x18da),
        bXYZ => xyz(0x24a0, 0x0f84, 0xb6cf),
        wtpt => xyz(0xf6d6, 0x10000, 0xd32d),
        map { $_ => $curve } qw(rTRC gTRC bTRC),
    );
    my ($list, $content, $at) = ('', '', 128 + 4 + 12 * @tags / 2);
    while (my ($name, $tag) = splice @tags, 0, 2) {
        $tag .= "\0" x (-length($tag) % 4);
        $list .= $name . pack('N2', $at + length $content, length $tag);
        $content .= $tag;
    }
    my $rest = pack('N', length($list) / 12) . $list . $content;
    my $head = pack('N a4 N a4 a4 a4 n6 a4 a4 N8',
        128 + length $rest, '', 0x02400000, 'mntr', 'RGB ', 'XYZ ', 2026, 11, 21, 0, 0, 0, 'acsp', '', (0) x 8);
    substr($head, 68, 12) = pack('N3', 0xf6d6, 0x10000, 0xd32d);
    print $head . ("\0" x (128 - length $head)) . $rest;
}

sub xyz {
    return "XYZ \0\0\0\0" . pack('N3', @_);
}

sub deflate {
    print compress(slurp(\*STDIN));
}

sub slurp {
    my ($from) = @_;
    local $/;
    return scalar <$from> // '';
}

sub content_of {
    my ($file) = @_;
    open my $from, '<:raw', $file or die "$file: $!\n";
    return slurp($from);
}

sub write_to {
    my ($file, $content) = @_;
    open my $to, '>:raw', $file or die "$file: $!\n";
    print {$to} $content;
    close $to or die "$file: $!\n";
}
