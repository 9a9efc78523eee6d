#!/usr/bin/env bash
# Makes 40 pictures that tell more than they show, each in another way, as cameras, phones and programs leave
# them. The tests look for what is planted here wherever a photo goes (tests/tests/all/tagged).
#
#   make.sh FOLDER
#
# FOLDER/plain holds pictures that are pixels alone: 01.jpg, 01.png, 01.webp and so on up to 40, and
# hidden.jpg, which is what somebody cut away. What is made lies beside it:
#
#   FOLDER/tagged/NN-NAME.EXT        the files
#   FOLDER/planted/NN-NAME.texts     words that lie in it, one a line, as UTF-8 or UTF-16
#   FOLDER/planted/NN-NAME.veiled    words that lie in it compressed or as digits
#   FOLDER/planted/NN-NAME.K.bytes   bytes that lie in it just so
#
# exiftool writes whatever it can, so that the files are as real programs write them; parts.pl writes the rest.
set -euo pipefail

parts="$(cd "$(dirname "$0")" && pwd)/parts.pl"
cd "$1"
mkdir tagged planted scratch
number=0

# Begins the next file, from a plain picture.
begin() { # NAME EXTENSION
  number=$((number + 1))
  name="$(printf %02d "$number")-$1"
  file="tagged/$name.$2"
  kept=0
  cp "plain/$(printf %02d "$number").$2" "$file"
}

# Gives words that are in no other file, and writes them down.
plant() { # WORDS
  tee -a "planted/$name.texts" <<<"planted-$number-$1"
}

# The same for words that the file will not show as they are.
veil() { # WORDS
  tee -a "planted/$name.veiled" <<<"planted-$number-$1"
}

# Writes down bytes that will lie in the file just so.
keep() { # FILE
  kept=$((kept + 1))
  cp "$1" "planted/$name.$kept.bytes"
}

# Sets tags. -m: also where a purist would not have them; programs have them there.
tag() { # -TAG=VALUE...
  exiftool -q -q -m -overwrite_original "$@" "$file"
}

# Degrees, or a time, as EXIF has them: three fractions, here over one.
fractions() { # WHOLE MINUTES SECONDS
  printf "$(printf '\\0\\0\\0\\x%x\\0\\0\\0\\x1' "$@")"
}

# What somebody cut away, as a picture within the picture: its words, and its last pixels.
hidden=scratch/hidden.jpg
exiftool -q -q -Comment=cut-away-and-never-meant-to-be-seen -o "$hidden" plain/hidden.jpg
tail -c 64 "$hidden" >scratch/hidden-pixels
plant_hidden() {
  echo cut-away-and-never-meant-to-be-seen >>"planted/$name.texts"
  keep scratch/hidden-pixels
}

# --- JPEG: EXIF ---

begin gps-numbers jpg
fractions 61 15 0 >scratch/latitude
fractions 25 45 0 >scratch/longitude
fractions 17 43 29 >scratch/time
for planted in latitude longitude time; do keep "scratch/$planted"; done
tag -n -GPSLatitude=61.25 -GPSLatitudeRef=N -GPSLongitude=25.75 -GPSLongitudeRef=E -GPSTimeStamp=17:43:29

begin gps-words jpg
tag -GPSProcessingMethod="$(plant method)" -GPSAreaInformation="$(plant aréa)" -GPSMapDatum="$(plant datum)"

begin camera jpg
tag -Make="$(plant make)" -Model="$(plant model)" -Artist="$(plant artist)" -Copyright="$(plant copyright)" \
  -ImageDescription="$(plant description)" -Software="$(plant software)" -OwnerName="$(plant owner)" \
  -SerialNumber="$(plant serial)" -LensSerialNumber="$(plant lens)" -ImageUniqueID="$(plant id)"

begin words-of-windows jpg # UTF-16, the lower byte first
tag -XPTitle="$(plant title)" -XPComment="$(plant commént)" -XPAuthor="$(plant author)" -XPKeywords="$(plant key)"

begin comment-of-user jpg # UTF-16, the higher byte first
tag -UserComment="$(plant usér)"

begin maker-note-of-words jpg
tag -Make=Nobody -MakerNoteUnknownText="$(plant maker)"

begin maker-note-of-bytes jpg
tail -c 120 plain/hidden.jpg >scratch/note
keep scratch/note
tag -Make=Nobody "-MakerNoteUnknown<=scratch/note"

begin thumbnail jpg
plant_hidden
tag "-ThumbnailImage<=$hidden"

for orientation in 1 2 3 4 5 6 7 8; do
  begin "orientation-$orientation" jpg
  tag -n -Orientation="$orientation" -Artist="$(plant artist)" -GPSAreaInformation="$(plant area)"
done

# --- JPEG: all else ---

begin xmp jpg
echo "60,10.171" >>"planted/$name.texts"
tag -XMP-exif:GPSLatitude="60 10 10.26 N" -XMP-dc:Creator="$(plant creator)" \
  -XMP-iptcCore:Location="$(plant place)" -XMP-xmpMM:DocumentID="$(plant document)" \
  -RegionName="$(plant face)" -RegionType=Face

begin xmp-extended jpg # what one segment does not hold goes on in others, of another kind
{ head -c 70000 /dev/zero | tr '\0' .; plant far-behind; } >scratch/long
tag "-XMP-dc:Description<=scratch/long" -XMP-dc:Creator="$(plant creator)"

begin iptc jpg
tag -IPTC:Keywords="$(plant keyword)" -IPTC:City="$(plant city)" -IPTC:By-line="$(plant by-line)" \
  -IPTC:Caption-Abstract="$(plant caption)"

begin thumbnail-of-photoshop jpg
plant_hidden
tag "-PhotoshopThumbnail<=$hidden"

begin profile jpg
"$parts" profile "$(plant profile)" >scratch/profile
tag "-ICC_Profile<=scratch/profile"

begin comments jpg
tag -Comment="$(plant comment)"
plant another | "$parts" segment "$file" fe

begin unknown-segments jpg # APP5, APP8 and APP12, which belong to nobody
for marker in e5 e8 ec; do plant "segment-$marker" | "$parts" segment "$file" "$marker"; done

begin provenance jpg # APP11, where C2PA says who made and changed a picture
{ printf 'JP\0\1\0\0\0\1\0\0\0\x40jumb'; plant claim; } | "$parts" segment "$file" eb

begin thumbnail-of-jfif jpg
plant_hidden
{ printf 'JFXX\0\x10'; cat "$hidden"; } | "$parts" segment "$file" e0

begin second-picture jpg # how phones keep what a picture was before it was cropped
plant_hidden
"$parts" second "$file" "$hidden"

begin behind-the-end jpg
plant behind >>"$file"

begin moving-picture-behind-the-end jpg
{ printf '\0\0\0\x18ftypmp42\0\0\0\0isommp42\0\0\0\x40mdat'; plant sound; } >>"$file"

# --- PNG ---

begin words png
tag -PNG:Title="$(plant title)" -PNG:Author="$(plant author)" -PNG:Comment="$(plant comment)"

begin compressed-words png
veil compressed | "$parts" deflate >scratch/deflated
keep scratch/deflated
{ printf 'Comment\0\0'; cat scratch/deflated; } | "$parts" chunk "$file" zTXt

begin words-of-many-languages png
tag -PNG:Title="$(plant tïtle)" -PNG:Description-fr="$(plant déscription)"

begin exif png
tag -EXIF:Artist="$(plant artist)" -EXIF:GPSAreaInformation="$(plant area)" -EXIF:UserComment="$(plant usér)"

begin xmp png
tag -XMP-dc:Creator="$(plant creator)" -XMP-dc:Rights="$(plant rights)"

begin exif-in-digits png # as ImageMagick keeps what a JPEG had
digits="$(veil exif | od -An -v -tx1 | tr -d ' \n')"
echo "$digits" >>"planted/$name.texts"
printf 'Raw profile type exif\0\nexif\n%8d\n%s\n' $((${#digits} / 2)) "$digits" | "$parts" chunk "$file" tEXt

begin profile png
"$parts" profile "$(veil profile)" | "$parts" deflate >scratch/deflated
keep scratch/deflated
{ printf 'camera\0\0'; cat scratch/deflated; } | "$parts" chunk "$file" iCCP

begin unknown-chunk-and-behind-the-end png
plant chunk | "$parts" chunk "$file" laMp
plant behind >>"$file"

# --- WebP ---

begin exif webp
tag -EXIF:Artist="$(plant artist)" -EXIF:GPSAreaInformation="$(plant area)" -EXIF:XPComment="$(plant commént)"

begin xmp webp
tag -XMP-dc:Creator="$(plant creator)" -XMP-iptcCore:Location="$(plant place)"

begin profile webp
"$parts" profile "$(plant profile)" >scratch/profile
tag "-ICC_Profile<=scratch/profile"

begin unknown-chunk-and-behind-the-end webp
plant chunk | "$parts" chunk "$file" laMp
plant behind >>"$file"
