/** Words that turn a name into something else (\`email_verified\`, \`phone_type\`), and words that say little. */
export const PLAIN_WORDS = `
id: id ids identifier uuid guid key keys oid pk fk sid clef clave_id chave schluessel schlussel rowguid ident kennziffer identificador =ref ref_id idx
number: number numbers num nr nro no nbr nummer numero numeros nos ziffer número
code: code codes cd kode codigo kuerzel kurzel cod codice
type: type types typ typen tipo tipos typename subtype
status: status statut statuts zustand stage phase
count: number_of no_of num_of nb_of median mean count counts cnt anzahl cantidad quantidade qty quantity total totals sum amount amounts betrag montant monto importe price prices preis preise prix precio preco cost costs kosten rate rates rabatt discount balance saldo score scores rating ratings points level levels percent percentage ratio avg average min max minimum maximum fee fees tax taxes budget limit limits volume revenue profit umsatz menge quota bonus population einwohnerzahl area size length width depth distance duration speed capacity index credits stock_level hours
flag: flag flags is has can indicator ind bool active aktiv actif activo ativo enabled disabled allowed allow valid verified confirmed confirmation visible hidden deleted locked required optin opt optout opted subscribed accept accepted consent do_not blocked banned approved validated bounced unsubscribe checked archived
date: date dates datum dat dt fecha year years jahr annee ano month months monat mes day days jour dia time times zeit hora heure timestamp ts datetime created updated modified changed last_update expires expiry expiration quarter week weekday hired hire joined
moment: with when exp valid_from valid_to since until start end begin from to at due period
template: template templates subject_line betreff body content contents html format formats pattern mask regex rule rules prefix suffix domain_name preference preferences style styles promotion promotions frequency method methods channel channels notification notifications reminder alert alerts token tokens secret nonce attempts attempt reset failed failure retry error errors priority severity confirm sent received delivered opened color colour icon logo banner symbol unicode abbreviation abbr abbrev short_name display label_text hint version versions checksum etag source target mode action actions reason reasons result results operation sequence seq sort order_by ordinal
data: data daten donnees datos dados info infos information informations detail details detalle detalhe value values wert valor valeur text texts attribute_value payload json xml object extra misc other others custom custom1 additional general raw
plainperson: title_of_courtesy salutation anrede civilite honorific name_prefix name_suffix courtesy
home: home privat prive particular residential wohn private
pickup: pickup pick_up dropoff drop_off
work: work dienstlich geschaeftlich beruflich professionnel trabajo daytime evening
generic: phonetic kana furigana primary default public current available list view views master mst mstr tbl tb vw vue dim fact base stg staging tmp temp new old copy backup bak archive archives hist history histories historique record records rec entry entries register registry lines all overview summary the of and or de des der die das la le les el los las do da dos du von zu for by per on in un une stamm stammdaten kopf entity entities cur alt alternate alternative secondary second third sec prim business_entity businessentity system sys web internal external global local standard related previous next
agent+browser: user_agent useragent browser os operating_system referer referrer
`;
