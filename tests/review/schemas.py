"""What XLIFF 2.1, XLIFF 1.2 and TMX 1.4b allow, as far as lattlast writes them: content models in RELAX NG.

Written from the published specifications; an element or attribute that they do not have fails here.
"""

from lxml import etree

_HEAD = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{ns}" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
)

XLIFF_2 = (
    _HEAD.format(ns="urn:oasis:names:tc:xliff:document:2.0")
    + """
<start><element name="xliff"><attribute name="version"><value>2.1</value></attribute>
 <attribute name="srcLang"><data type="language"/></attribute>
 <attribute name="trgLang"><data type="language"/></attribute>
 <oneOrMore><element name="file"><attribute name="id"><data type="NMTOKEN"/></attribute><attribute name="original"/>
  <attribute name="canResegment"><choice><value>yes</value><value>no</value></choice></attribute>
  <ref name="notes"/>
  <oneOrMore><element name="unit"><attribute name="id"><data type="NMTOKEN"/></attribute>
   <optional><element name="glossary" ns="urn:oasis:names:tc:xliff:glossary:2.0"><oneOrMore>
     <element name="glossEntry" ns="urn:oasis:names:tc:xliff:glossary:2.0">
      <element name="term" ns="urn:oasis:names:tc:xliff:glossary:2.0"><text/></element>
      <element name="translation" ns="urn:oasis:names:tc:xliff:glossary:2.0"><text/></element></element>
    </oneOrMore></element></optional>
   <optional><ref name="notes"/></optional>
   <element name="segment"><attribute name="state"><choice><value>initial</value><value>translated</value>
     <value>reviewed</value><value>final</value></choice></attribute>
    <attribute name="subState"><data type="string"><param name="pattern">[^\\s:]+:[^\\s:]+</param></data></attribute>
    <element name="source"><ref name="inline"/></element><element name="target"><ref name="inline"/></element></element>
  </element></oneOrMore></element></oneOrMore></element></start>
<define name="notes"><element name="notes"><oneOrMore><element name="note"><attribute name="category"/><text/></element>
 </oneOrMore></element></define>
<define name="code"><attribute name="id"><data type="NMTOKEN"/></attribute>
 <attribute name="type"><choice><value>fmt</value><value>ui</value><value>quote</value><value>link</value>
  <value>image</value><value>other</value></choice></attribute>
 <attribute name="subType"><data type="string"><param name="pattern">[^\\s:]+:[^\\s:]+</param></data></attribute>
</define><define name="inline"><zeroOrMore><choice><text/><element name="ph"><ref name="code"/></element>
 <element name="pc"><ref name="code"/><ref name="inline"/></element></choice></zeroOrMore></define>
</grammar>"""
)

XLIFF_1 = (
    _HEAD.format(ns="urn:oasis:names:tc:xliff:document:1.2")
    + """
<start><element name="xliff"><attribute name="version"><value>1.2</value></attribute>
 <oneOrMore><element name="file"><attribute name="original"/>
  <attribute name="source-language"><data type="language"/></attribute>
  <attribute name="target-language"><data type="language"/></attribute>
  <attribute name="datatype"><value>plaintext</value></attribute><attribute name="build-num"/>
  <element name="header"><zeroOrMore><ref name="note"/></zeroOrMore></element>
  <element name="body"><oneOrMore><element name="trans-unit"><attribute name="id"/>
   <attribute name="approved"><choice><value>yes</value><value>no</value></choice></attribute>
   <attribute name="xml:space"><value>preserve</value></attribute>
   <element name="source"><ref name="inline"/></element>
   <element name="target"><attribute name="state"><choice><value>final</value><value>needs-adaptation</value>
     <value>needs-l10n</value><value>needs-review-adaptation</value><value>needs-review-l10n</value>
     <value>needs-review-translation</value><value>needs-translation</value><value>new</value>
     <value>signed-off</value><value>translated</value></choice></attribute><ref name="inline"/></element>
   <zeroOrMore><ref name="note"/></zeroOrMore></element></oneOrMore></element></element></oneOrMore></element></start>
<define name="note"><element name="note"><attribute name="from"/><text/></element></define>
<define name="code"><attribute name="id"/><attribute name="ctype"><data type="string">
 <param name="pattern">bold|italic|underlined|link|lb|pb|image|x-[^\\s]+</param></data></attribute></define>
<define name="inline"><zeroOrMore><choice><text/><element name="x"><ref name="code"/></element>
 <element name="g"><ref name="code"/><ref name="inline"/></element></choice></zeroOrMore></define>
</grammar>"""
)

TMX = (
    _HEAD.format(ns="")
    + """
<start><element name="tmx"><attribute name="version"><value>1.4</value></attribute>
 <element name="header"><attribute name="creationtool"/><attribute name="creationtoolversion"/>
  <attribute name="segtype"><choice><value>block</value><value>paragraph</value><value>sentence</value>
   <value>phrase</value></choice></attribute>
  <attribute name="o-tmf"/><attribute name="adminlang"/><attribute name="srclang"/>
  <attribute name="datatype"/></element>
 <element name="body"><zeroOrMore><element name="tu"><attribute name="tuid"/>
  <zeroOrMore><element name="prop"><attribute name="type"/><text/></element></zeroOrMore>
  <oneOrMore><element name="tuv"><attribute name="xml:lang"><data type="language"/></attribute>
   <optional><attribute name="changeid"/></optional>
   <optional><attribute name="changedate"><data type="string"><param name="pattern">\\d{8}T\\d{6}Z</param></data>
   </attribute></optional>
   <element name="seg"><text/></element></element></oneOrMore></element></zeroOrMore></element></element></start>
</grammar>"""
)


def faults(schema: str, data: bytes) -> list[str]:
    """Give what is wrong with a file."""
    checker = etree.RelaxNG(etree.fromstring(schema.encode()))
    checker.validate(etree.fromstring(data))
    return [str(error) for error in checker.error_log]
